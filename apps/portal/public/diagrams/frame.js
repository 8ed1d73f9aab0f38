// Draws one diagram that a model wrote. This page has no origin, no network and no way to the page around it but one port: the source
// comes in, the size and the words of the drawing go out. Its policy is in libs/platform/http/portal/diagram-frame.ts.

/* global mermaid */

const dark = matchMedia('(prefers-color-scheme: dark)');
const fonts = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

const light = {
  background: '#fcfdfd',
  primaryColor: '#dceeee',
  primaryTextColor: '#13211f',
  primaryBorderColor: '#0b5a63',
  secondaryColor: '#f2f6f6',
  tertiaryColor: '#fbeed6',
  lineColor: '#4a5b5d',
  textColor: '#13211f',
};

const night = {
  darkMode: true,
  background: '#11181a',
  primaryColor: '#12383d',
  primaryTextColor: '#e5eced',
  primaryBorderColor: '#6fc6cc',
  secondaryColor: '#182124',
  tertiaryColor: '#372a10',
  lineColor: '#a3b3b6',
  textColor: '#e5eced',
};

function configure() {
  const config = {
    startOnLoad: false,
    securityLevel: 'strict',
    maxTextSize: 12_000,
    maxEdges: 300,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    suppressErrorRendering: true,
    deterministicIds: true,
    logLevel: 'fatal',
    theme: 'base',
    themeVariables: { ...(dark.matches ? night : light), fontFamily: fonts },
    fontFamily: fonts,
    themeCSS: '',
  };
  // What a diagram says about itself in a directive changes none of these.
  mermaid.initialize({ ...config, secure: ['secure', ...Object.keys(config)] });
}

async function draw(source, port) {
  configure();
  try {
    const { svg } = await mermaid.render('diagram', source);
    const place = document.getElementById('place');
    place.innerHTML = svg;
    const drawing = place.querySelector('svg');
    const { width, height } = drawing.viewBox.baseVal;
    drawing.removeAttribute('style');
    const words = [...drawing.querySelectorAll('text, foreignObject')].map((each) =>
      each.textContent.trim().replaceAll(/\s+/g, ' '),
    );
    port.postMessage({
      width,
      height,
      words: [...new Set(words)]
        .filter((each) => each !== '')
        .join(', ')
        .slice(0, 2000),
    });
  } catch {
    port.postMessage({ failed: true });
  }
}

addEventListener('message', ({ source: from, data, ports: [port] }) => {
  if (from !== parent || port === undefined || typeof data !== 'string') return;
  void draw(data, port);
  dark.addEventListener('change', () => void draw(data, port));
});
