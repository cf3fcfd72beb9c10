// Puts a view into a place of the page. What it shows and how it looks stay inside (a shadow root); the data say which view.

function show(place, given) {
  if (!Object.hasOwn(views, given.view)) throw new TypeError(`There is no view '${given.view}'.`);
  const host = document.createElement('div');
  place.replaceChildren(host);
  const root = host.attachShadow({ mode: 'open' });
  // Keys are for the view: to a notebook editor, which sees no field inside, an x may mean to cut the cell. JupyterLab looks for
  // the attribute before anyone can stop a key.
  host.setAttribute('data-lm-suppress-shortcuts', 'true');
  for (const key of ['keydown', 'keypress', 'keyup']) root.addEventListener(key, event => event.stopPropagation());
  const colors = () => {
    const { positive, negative } = theme(host);
    host.style.setProperty('--positive', positive);
    host.style.setProperty('--negative', negative);
  };
  root.append(element('style', {}, style), element('h3', {}, given.title), element('p', { className: 'still' }, `A still picture of an interactive figure, as it stood when it was printed. ${given.summary}`));
  const view = views[given.view](root, given);
  watch(host, colors);
  place.dataset.drawn = 'true';
  // For tests, and for whoever looks with the browser's tools.
  host.view = view;
  return view;
}
