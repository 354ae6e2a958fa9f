// Classic Jupyter Notebook loads this file with the kernel: figures then get zoom and hover there too.
// plotly.min.js lies beside it; where it does not, nothing is registered and the static pictures stay.
define(['module', 'notebook/js/outputarea'], function (module, outputarea) {
  'use strict';
  const type = 'application/vnd.plotly.v1+json';

  return {
    onload() {
      requirejs([module.uri.replace(/kernel\.js.*$/, 'plotly.min.js')], loaded => {
        const plotly = loaded ?? window.Plotly; // this version of plotly.js names itself on the window only
        // [this] is the output area of a cell
        function append(figure, metadata, element) {
          const holder = this.create_output_subarea(metadata, 'output_plotly', type);
          element.append(holder);
          plotly.newPlot(holder[0], figure.data, figure.layout, { displaylogo: false, responsive: true });
          return holder;
        }

        outputarea.OutputArea.prototype.register_mime_type(type, append, { safe: true, index: 0 });
      }, () => console.info('no plotly.min.js beside kernel.js: figures stay static'));
    }
  };
});
