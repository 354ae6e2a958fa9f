// Opens a notebook on our kernel in JupyterLab, as a person would: run all, see pictures, hover a point, complete a member, see help,
// interrupt an endless cell, restart, crash. lab/README.md says how the JupyterLab is built. Screenshots go to the folder given.
//   node tests/browser/lab.mjs http://127.0.0.1:8900/lab/tree/ TOKEN NOTEBOOK_PATH SCREENSHOT_FOLDER
import { chromium } from 'playwright-core';

const [url, token, notebook, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
let failed = 0;
const check = (name, holds, detail = '') => { failed += holds ? 0 : 1; console.log(`${holds ? 'ok     ' : 'FAILED '} ${name}${holds ? '' : ' ' + detail}`); };
const shot = name => page.screenshot({ path: `${folder}/lab-${name}.png` });
const command = (id, args = {}) => page.evaluate(([id, args]) => { window.jupyterapp.commands.execute(id, args); }, [id, args]);
const outputs = () => page.evaluate(() => window.panel.content.widgets.map(cell => cell.model.type === 'code' ? cell.model.outputs.toJSON() : []));
const last = async () => (await outputs()).at(-1);
const settled = (timeout = 120000) => page.waitForFunction(() => window.panel.sessionContext.session?.kernel?.status === 'idle' && window.panel.content.widgets.every(cell => cell.model.type !== 'code' || cell.model.executionState !== 'running'), null, { timeout });
const append = async code => {
  await page.evaluate(() => { const notebook = window.panel.content; notebook.activeCellIndex = notebook.widgets.length - 1; notebook.activate(); });
  await command('notebook:insert-cell-below');
  await page.waitForTimeout(300);
  await page.evaluate(code => { window.panel.content.activeCell.model.sharedModel.setSource(code); }, code);
  await command('notebook:enter-edit-mode');
  await page.waitForTimeout(500);
  await page.locator('.jp-mod-active .cm-content').click();
  await page.keyboard.press('Control+End');
};
// cells with pictures, and those of them whose picture is seen
const drawn = async name => {
  const pictures = await page.evaluate(() => window.panel.content.widgets.map((cell, index) => cell.model.type === 'code' && JSON.stringify(cell.model.outputs.toJSON()).includes('data:image/svg+xml') ? index : -1).filter(index => index >= 0));
  let count = 0;
  for (const index of pictures) {
    await page.evaluate(async index => { await window.panel.content.scrollToItem(index, 'start'); }, index);
    await page.waitForTimeout(400);
    count += await page.evaluate(index => { const picture = window.panel.content.widgets[index].node.querySelector('.jp-OutputArea-output img[src^="data:image/svg"]'); return picture && picture.naturalWidth > 0 && picture.getBoundingClientRect().height > 40 ? 1 : 0; }, index);
    if (name && [1, 5, 12].includes(pictures.indexOf(index))) await shot(`${name}-${pictures.indexOf(index)}`);
  }
  return { all: pictures.length, drawn: count };
};
const run = async (wait = true) => { await command('notebook:run-cell'); await page.waitForTimeout(400); if (wait) await settled(); };

await page.goto(`${url}${notebook}?token=${token}`);
await page.waitForFunction(() => { window.panel = window.jupyterapp?.shell.currentWidget; return window.panel?.sessionContext?.session?.kernel?.status === 'idle'; }, null, { timeout: 60000 });
check('the kernel is ours', (await page.evaluate(() => window.panel.sessionContext.session.kernel.name)) === '.net-csharp');
check('cells are C# to the editor', (await page.evaluate(() => window.panel.content.codeMimetype)) === 'text/x-csharp', await page.evaluate(() => window.panel.content.codeMimetype));
const stored = await drawn();
check('pictures of a notebook that nobody trusted are drawn', stored.all > 0 && stored.drawn === stored.all, `${stored.drawn} of ${stored.all}`);
await shot('untrusted');
await command('editmenu:clear-all');
await command('notebook:run-all-cells');
await page.waitForTimeout(1000);
await settled(240000);
const all = (await outputs()).flat();
check('no cell failed', all.every(output => output.output_type !== 'error'), JSON.stringify(all.find(output => output.output_type === 'error') ?? '').slice(0, 500));
const { all: pictures, drawn: shown } = await drawn('picture');
check('every picture is drawn', pictures > 0 && shown === pictures, `${shown} of ${pictures}`);
console.log(`        ${shown} of ${pictures}`);

await append('#r "nothing.dll"');
await run();
check('an error says its words', JSON.stringify(await last()).includes('nothing.dll'));

// a figure is live where the Plotly renderer is there
await command('kernelmenu:restart');
await page.locator('.jp-Dialog .jp-mod-accept').click({ timeout: 10000 }).catch(() => {});
await page.waitForTimeout(4000);
await settled();
await append('var seconds = Enumerable.Range(0, 12).Select(i => (double)i).ToArray(); Plot.Scatter(seconds, seconds.Select(s => Math.Cos(s * 0.6)).ToArray(), "cosine").WithTitle("A cosine")');
await run();
await page.waitForSelector('.js-plotly-plot .scatterlayer .points path', { state: 'attached', timeout: 30000 }).catch(() => {});
const point = page.locator('.js-plotly-plot .scatterlayer .points path').nth(3);
if (await point.count()) {
  await point.scrollIntoViewIfNeeded();
  const box = await point.boundingBox();
  await page.mouse.move(box.x - 40, box.y - 40);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
  await page.waitForTimeout(800);
}
check('hovering a point shows it', (await page.locator('.hoverlayer .hovertext').count()) > 0);
await shot('hover');

await append('Console.WriteL');
await page.keyboard.press('Tab');
await page.waitForTimeout(2500);
const source = () => page.evaluate(() => window.panel.content.activeCell.model.sharedModel.getSource());
const popup = await page.locator('.jp-Completer:visible').allInnerTexts();
check('Tab completes a member', (await source()).includes('Console.WriteLine') || popup.join(' ').includes('WriteLine'), popup.join(' '));
await shot('complete');
await page.keyboard.press('Escape');
await append('Math.');
await page.keyboard.press('Tab');
await page.waitForTimeout(2500);
const members = (await page.locator('.jp-Completer:visible').allInnerTexts()).join(' ');
check('a list of members with their kinds', members.includes('Abs'), members.slice(0, 200));
await shot('members');
await page.keyboard.press('Escape');

await append('Math.Max(1, 2)');
for (let left = 0; left < 5; left++) await page.keyboard.press('ArrowLeft');
await page.keyboard.press('Shift+Tab');
await page.waitForTimeout(2500);
check('Shift+Tab shows help', (await page.locator('.jp-Tooltip').allInnerTexts()).join(' ').includes('Max('));
await shot('help');
await page.keyboard.press('Escape');

await append('while (true) { }');
await run(false);
await page.waitForTimeout(1500);
const before = Date.now();
await command('notebook:interrupt-kernel');
await settled(20000);
check('an endless cell is interrupted', JSON.stringify(await last()).includes('Interrupted'), JSON.stringify(await last()).slice(0, 300));
console.log(`        after ${Date.now() - before} ms`);
await shot('interrupt');

await append('var bar = display("one"); bar.Update("two"); display(HTML("<b>three</b>"));');
await run();
check('a display is updated in place', JSON.stringify(await last()).includes('two') && !JSON.stringify(await last()).includes('"one'), JSON.stringify(await last()));

await append('[System.Runtime.InteropServices.DllImport("libc")] static extern void abort();\nabort();');
await run(false);
await page.waitForSelector('.jp-Dialog', { timeout: 30000 }).catch(() => {});
check('a crash is said', /restart|died/i.test((await page.locator('.jp-Dialog').allInnerTexts()).join(' ')), (await page.locator('.jp-Dialog').allInnerTexts()).join(' '));
await shot('crash');
await page.locator('.jp-Dialog button').last().click({ timeout: 5000 }).catch(() => {});
await page.waitForTimeout(5000);
await append('"after the crash"');
await run();
check('a cell runs after a crash', JSON.stringify(await last()).includes('after the crash'), JSON.stringify(await last()));
await browser.close();
process.exit(failed ? 1 : 0);
