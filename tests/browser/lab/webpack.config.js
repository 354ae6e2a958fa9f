// Bundles JupyterLab from its npm packages: index.js is written from package.json's dependencies, schemas and themes are copied.
const fs = require('fs');
const path = require('path');
const { Build } = require('@jupyterlab/builder');
const base = require('@jupyterlab/builder/lib/webpack.config.base');

const build = path.resolve(__dirname, 'build');
const extensions = Object.keys(require('./package.json').dependencies).filter(name => JSON.parse(fs.readFileSync(path.join(__dirname, 'node_modules', name, 'package.json'))).jupyterlab);
const themes = Build.ensureAssets({ packageNames: extensions.filter(name => name.startsWith('@')), output: build });
const paths = { plugins: [], mime: [] };
for (const name of extensions) {
  const { jupyterlab: { extension, mimeExtension }, main } = JSON.parse(fs.readFileSync(path.join(__dirname, 'node_modules', name, 'package.json')));
  // Plotly's package also brings a widget, which needs ipywidgets; only its renderer is taken.
  if (extension && name !== 'jupyterlab-plotly') paths.plugins.push(extension === true ? name : `${name}/${extension}`);
  if (mimeExtension) paths.mime.push(mimeExtension === true ? `${name}/${main}` : `${name}/${mimeExtension}`);
}

const list = all => all.map(name => `import(/* webpackMode: "eager" */ '${name}')`).join(',\n    ');
fs.writeFileSync(path.join(build, 'index.js'), `
import { PageConfig } from '@jupyterlab/coreutils';
import './style.js';
const flat = modules => modules.flatMap(module => module.default);
async function main() {
  const { PluginRegistry } = await import('@lumino/coreutils');
  const { JupyterLab } = await import('@jupyterlab/application');
  const { IServiceManager } = await import('@jupyterlab/services');
  const mimeExtensions = await Promise.all([
    ${list(paths.mime)}]);
  const plugins = flat(await Promise.all([
    ${list(paths.plugins)}]));
  const pluginRegistry = new PluginRegistry();
  pluginRegistry.registerPlugins(plugins);
  const serviceManager = await pluginRegistry.resolveRequiredService(IServiceManager);
  const lab = new JupyterLab({ pluginRegistry, serviceManager, mimeExtensions, availablePlugins: [] });
  await lab.start();
  await lab.restored;
  window.jupyterapp = lab;
}
window.addEventListener('load', main);
`);

module.exports = [...themes.map(theme => ({ ...theme, mode: 'development', devtool: false })), {
  ...base,
  mode: 'development',
  devtool: false,
  entry: path.join(build, 'index.js'),
  output: { path: path.join(build, 'static'), filename: 'bundle.js', publicPath: 'auto', hashFunction: 'sha256' },
}];
