// Opens a notebook on our kernel in a real browser, as a person would: run all, see pictures, hover a point, complete a member,
// interrupt an endless cell, restart. Screenshots go to the folder given. The notebook must not register a formatter of its own for figures
// (the gallery does): those then stay static.
//
//   apt-get install --no-install-recommends chromium jupyter-notebook && npm install playwright-core
//   node tests/browser/notebook.mjs JUPYTER_URL NOTEBOOK_PATH SCREENSHOT_FOLDER
import { chromium } from 'playwright-core';

const [url, notebook, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
let failed = 0;
const check = (name, holds, detail = '') => { failed += holds ? 0 : 1; console.log(`${holds ? 'ok     ' : 'FAILED '} ${name}${holds ? '' : ' ' + detail}`); };
const shot = name => page.screenshot({ path: `${folder}/${name}.png` });
const idle = async (timeout = 120000) => page.waitForFunction(() => window.Jupyter.notebook.kernel && !window.Jupyter.notebook.kernel_busy && document.querySelectorAll('.cell.running').length === 0 && [...document.querySelectorAll('.code_cell .input_prompt')].every(p => !p.textContent.includes('*')), null, { timeout });

await page.goto(`${url.replace('?', `notebooks/${notebook}?`)}`);
await page.waitForFunction(() => window.Jupyter?.notebook?.kernel?.is_connected?.(), null, { timeout: 60000 });
check('the kernel is ours', (await page.evaluate(() => Jupyter.notebook.kernel.name)) === '.net-csharp');
await page.evaluate(() => Jupyter.notebook.clear_all_output());
await page.evaluate(() => Jupyter.notebook.execute_all_cells());
await page.waitForTimeout(500);
await idle();
check('no cell failed', (await page.locator('.output_error').count()) === 0, await page.locator('.output_error').allInnerTexts().then(t => t.join('\n').slice(0, 400)));
check('a picture is drawn', (await page.locator('.output_area img[src^="data:image/svg"]').count()) > 0);
await page.locator('.output_area img[src^="data:image/svg"]').first().scrollIntoViewIfNeeded();
await shot('run-all');

const append = async code => {
  await page.evaluate(source => { const cell = Jupyter.notebook.insert_cell_at_bottom('code'); cell.set_text(source); Jupyter.notebook.select(Jupyter.notebook.ncells() - 1); Jupyter.notebook.edit_mode(); cell.code_mirror.setCursor(99, 999); Jupyter.notebook.scroll_to_cell(Jupyter.notebook.ncells() - 1); }, code);
};

// a figure is live: kernel.js, installed with the kernel, draws it by plotly.js
await append("var seconds = Enumerable.Range(0, 12).Select(i => (double)i).ToArray(); Plot.Scatter(seconds, seconds.Select(s => Math.Cos(s * 0.6)).ToArray(), \"cosine\").WithTitle(\"A cosine\")");
await page.evaluate(() => Jupyter.notebook.get_selected_cell().execute());
await page.waitForSelector('.js-plotly-plot .nsewdrag', { state: 'attached', timeout: 30000 });
const point = page.locator('.js-plotly-plot .scatterlayer .points path').nth(3);
await point.scrollIntoViewIfNeeded();
const box = await point.boundingBox();
await page.mouse.move(box.x - 40, box.y - 40);
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
await page.waitForTimeout(800);
check('hovering a point shows it', (await page.locator('.hoverlayer .hovertext').count()) > 0);
await shot('hover');

await append('Console.WriteL');
await page.keyboard.press('Tab');
await page.waitForTimeout(2500);
check('Tab completes a member', (await page.evaluate(() => Jupyter.notebook.get_selected_cell().get_text())).includes('Console.WriteLine') || (await page.locator('.completions').count()) > 0);
await shot('complete');
await page.keyboard.press('Escape');

await append('Math.Max(1, 2)');
await page.evaluate(() => Jupyter.notebook.get_selected_cell().code_mirror.setCursor(0, 7));
await page.keyboard.press('Shift+Tab');
await page.waitForTimeout(2500);
check('Shift+Tab shows help', (await page.locator('.tooltip:visible, #tooltip:visible').allInnerTexts()).join(' ').includes('Max('));
await shot('help');
await page.keyboard.press('Escape');

await append('while (true) { }');
await page.evaluate(() => Jupyter.notebook.get_selected_cell().execute());
await page.waitForTimeout(1500);
const before = Date.now();
await page.evaluate(() => Jupyter.notebook.kernel.interrupt());
await idle(20000);
check('an endless cell is interrupted', (await page.locator('.output_error').last().innerText()).includes('Interrupted'), '');
console.log(`        after ${Date.now() - before} ms`);
await shot('interrupt');

await append('"after restart"');
await page.evaluate(() => new Promise(done => Jupyter.notebook.kernel.restart(done)));
await page.waitForFunction(() => Jupyter.notebook.kernel.is_connected(), null, { timeout: 30000 });
await page.waitForTimeout(1500);
await page.evaluate(() => Jupyter.notebook.get_selected_cell().execute());
await page.waitForFunction(() => [...document.querySelectorAll('.output_text')].at(-1)?.innerText.includes('after restart'), null, { timeout: 30000 });
check('a cell runs after a restart', true);

// native code that ends the process: Jupyter starts the kernel again and says so
await append('[System.Runtime.InteropServices.DllImport("libc")] static extern void abort();\nabort();');
await page.evaluate(() => Jupyter.notebook.get_selected_cell().execute());
await page.waitForFunction(() => [...document.querySelectorAll('.modal-body, #notification_kernel')].some(n => /restart/i.test(n.innerText)), null, { timeout: 30000 });
check('a crash is said', true);
await shot('crash');
await page.waitForTimeout(6000);
await page.evaluate(() => document.querySelectorAll('.modal button.btn-primary, .modal button.btn-default').forEach(b => b.click()));
await append('"after the crash"');
await page.evaluate(() => Jupyter.notebook.get_selected_cell().execute());
await page.waitForFunction(() => [...document.querySelectorAll('.output_text')].at(-1)?.innerText.includes('after the crash'), null, { timeout: 60000 });
check('a cell runs after a crash', true);
await browser.close();
process.exit(failed ? 1 : 0);
