// The report's own behaviour: formulas, figures, colours, print.
(() => {
  const root = document.documentElement;

  // Without its style sheet KaTeX leaves the setting to the browser and its fonts.
  const output = document.getElementById('formulas') ? 'htmlAndMathml' : 'mathml';
  for (const place of document.querySelectorAll('.math')) {
    const tex = place.textContent.trim().replace(/^\\[([]|\\[)\]]$/g, '');
    try {
      katex.render(tex, place, { output, displayMode: place.matches('div, .display') });
      // A formula wider than its paragraph gets a line of its own, which scrolls.
      if (place.getBoundingClientRect().width > place.parentElement.clientWidth) place.classList.add('display');
    } catch (error) {
      // The formula stays readable as TeX.
      place.title = error.message;
    }
  }

  // Figures are drawn when they come near, the rest while the page is idle, so that none is missing in a search or in print.
  const waiting = new Set(document.querySelectorAll('.figure, .explore'));
  const near = new IntersectionObserver(seen => seen.filter(one => one.isIntersecting).forEach(one => draw(one.target)), { rootMargin: '600px' });

  function draw(place) {
    if (!waiting.delete(place)) return;
    near.unobserve(place);
    const figure = JSON.parse(place.nextElementSibling.textContent);
    if (place.matches('.explore')) {
      explore(place, figure);
      return;
    }
    if (!window.Plotly) return;
    neuralLabFigure.draw(place, figure).then(() => { place.style.minHeight = ''; });
  }

  // Data that are not what a view takes leave the text that is there.
  function explore(place, given) {
    const text = [...place.childNodes];
    try {
      neuralLabExplore.show(place, given);
    } catch (error) {
      place.replaceChildren(...text);
      place.title = error.message;
    }
  }

  const idle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
  function drawNext() {
    const [place] = waiting;
    if (!place) return;
    draw(place);
    idle(drawNext);
  }
  waiting.forEach(place => near.observe(place));
  addEventListener('load', () => idle(drawNext));

  // System, light, dark. The colours themselves are the style sheet's.
  const button = document.getElementById('theme');
  const themes = ['system', 'light', 'dark'];
  function choose(theme) {
    root.dataset.theme = theme;
    button.textContent = `Colours: ${theme}`;
  }
  button.addEventListener('click', () => choose(themes[(themes.indexOf(root.dataset.theme ?? 'system') + 1) % themes.length]));

  // Paper is white and as wide as it is; figures must be drawn for it before the page is laid out.
  let screenTheme;
  addEventListener('beforeprint', () => {
    if ('print' in root.dataset) return;
    screenTheme = root.dataset.theme ?? 'system';
    root.dataset.theme = 'light';
    root.dataset.print = '';
    waiting.forEach(draw);
    document.querySelectorAll('.figure').forEach(neuralLabFigure.refit);
  });
  addEventListener('afterprint', () => {
    root.dataset.theme = screenTheme;
    delete root.dataset.print;
    document.querySelectorAll('.figure').forEach(neuralLabFigure.refit);
  });

  // A document's code: folded until it is asked for.
  const code = document.getElementById('code');
  code?.addEventListener('click', () => {
    const shown = document.body.classList.toggle('with-code');
    code.textContent = shown ? 'Hide code' : 'Show code';
    code.setAttribute('aria-pressed', shown);
  });

  // On a phone the contents stand above the text: closed, they leave room for it.
  if (matchMedia('(max-width: 900px)').matches) document.getElementById('contents').open = false;
})();
