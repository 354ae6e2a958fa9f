// Opens a page that Figure.SaveHtml wrote, without a network, and hovers a point.
//   node tests/browser/page.mjs PAGE.html SCREENSHOT.png
import { chromium } from 'playwright-core';

const [file, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const context = await browser.newContext({ offline: true, viewport: { width: 1100, height: 800 } });
const page = await context.newPage();
const errors = [];
page.on('pageerror', error => errors.push(error.message));
await page.goto(`file://${file}`);
await page.waitForSelector('.js-plotly-plot .plot-container', { timeout: 30000 });
const point = page.locator('.js-plotly-plot .scatterlayer .points path').nth(3);
await point.scrollIntoViewIfNeeded();
const box = await point.boundingBox();
await page.mouse.move(box.x - 40, box.y - 40);
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
await page.waitForTimeout(800);
await page.screenshot({ path: screenshot });
const hover = await page.locator('.hoverlayer .hovertext').count();
console.log(errors.length === 0 && hover > 0 ? 'ok      the page is live' : `FAILED  hover texts: ${hover}; errors: ${errors.join('; ')}`);
await browser.close();
process.exit(errors.length === 0 && hover > 0 ? 0 : 1);
