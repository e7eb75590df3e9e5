// Lets a map of a journey be zoomed, with Leaflet and the same land and route, once a reader asks for it.

const ACCENT = "currentColor";

for (const place of document.querySelectorAll("[data-zoom-map]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.zoomMap;
  button.addEventListener("click", () => open(place, button));
  place.append(button);
}

async function open(place, button) {
  button.disabled = true;
  try {
    const [leaflet, land, route] = await Promise.all([
      fetched(place.dataset.leaflet), read(place.dataset.land), read(place.dataset.route),
    ]);
    const holder = document.createElement("div");
    holder.className = "zoom-map";
    holder.setAttribute("role", "region");
    holder.setAttribute("aria-label", place.dataset.label);
    place.replaceChildren(holder);
    show(leaflet, holder, land, route);
    holder.focus();
  } catch {
    // The drawn map stays; there is nothing lost.
    button.remove();
  }
}

async function fetched(address) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = address.replace(/leaflet\.js/, "leaflet.css");
  document.head.append(style);
  await import(address);
  return globalThis.L;
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function show(L, holder, land, route) {
  const map = L.map(holder, { minZoom: 2, maxZoom: 10, worldCopyJump: true, attributionControl: false });
  L.control.attribution({ prefix: false }).addAttribution("Natural Earth, Leaflet").addTo(map);
  L.geoJSON(land, { interactive: false, style: (feature) => ({ className: `zoom-${feature.properties.is}` }) }).addTo(map);
  const legs = route.features.filter((feature) => feature.geometry.type === "LineString");
  L.geoJSON(legs, {
    interactive: false,
    style: (feature) => ({ className: `leg${feature.properties.known ? "" : " inferred"}`, color: ACCENT, fill: false }),
  }).addTo(map);
  const stops = L.featureGroup();
  for (const [where, features] of together(route.features)) {
    const [longitude, latitude] = where.split(" ").map(Number);
    const numbers = features.map((feature) => feature.properties.number).join(", ");
    const name = `${numbers}: ${features[0].properties.place}`;
    const icon = L.divIcon({ className: "zoom-mark", html: sign(numbers), iconSize: null });
    L.marker([latitude, longitude], { icon, title: name, alt: name }).bindPopup(words(features)).addTo(stops);
  }
  stops.addTo(map);
  map.fitBounds(stops.getBounds().pad(0.15), { maxZoom: 8 });
}

function together(features) {
  const found = new Map();
  for (const feature of features) {
    if (feature.geometry.type !== "Point") continue;
    const where = feature.geometry.coordinates.join(" ");
    found.set(where, [...(found.get(where) ?? []), feature]);
  }
  return found;
}

function sign(numbers) {
  const sign = document.createElement("span");
  sign.textContent = numbers;
  return sign;
}

function words(features) {
  const list = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = features[0].properties.place;
  list.append(name);
  for (const { properties } of features) {
    const line = document.createElement("a");
    line.href = `#step-${properties.number}`;
    line.textContent = `${properties.number}. ${properties.stage}`;
    const part = document.createElement("div");
    part.append(line);
    list.append(part);
  }
  return list;
}
