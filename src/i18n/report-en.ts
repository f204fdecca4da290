import type { ReportMessages } from "./report-fr.ts";

export const reportEn: ReportMessages = {
  back: "Back to the map",
  print: "Print or save as PDF",
  drawing: "Drawing the map…",
  mapFailed: "The map could not be drawn: close the report and open it again.",
  title: "Land cover",
  notice: "Automatic prediction, unchecked.",
  noticeDetail:
    "A map computed by a model from an orthophoto. It is neither OCS GE nor CoSIA nor any other product of IGN. A person must review it before any use.",
  synthetic: "Synthetic scene: there is no such place.",
  running: "Automatic prediction, unchecked",
  checked: {
    part: (counts) => `Automatic prediction, checked in part: ${counts}.`,
    whole: (counts) => `Automatic prediction, all of it reviewed on screen: ${counts}.`,
    wholeDetail:
      "Computed by a model from an orthophoto, then reviewed by a person, on screen and not in the field. It is neither OCS GE nor CoSIA nor any other product of IGN.",
    runningPart: "Automatic prediction, checked in part",
    runningWhole: "Automatic prediction, reviewed on screen",
    corrected: (count, isOne, area) => `${count} ${isOne ? "polygon" : "polygons"} corrected (${area})`,
    accepted: (count, isOne, area) => `${count} ${isOne ? "polygon" : "polygons"} found right (${area})`,
    edits: "Corrections",
  },
  facts: {
    image: "Image",
    millesime: "Vintage",
    mapped: "Area",
    polygons: "Polygons",
    extent: "Extent",
    wholeImage: "the whole image",
    partOfImage: "area outlined",
    system: "System",
    pixel: "Class pixel",
    model: "Model",
    made: "Report made on",
    unknown: "not stated",
    elsewhere: "classes made elsewhere",
  },
  covers: {
    title: "Area by land cover",
    number: "No.",
    cover: "Cover",
    hectares: "Hectares",
    share: "Share",
    picture: "Share, as a bar",
    total: "Total",
    note: (system) =>
      `Cover classes of the OCS GE nomenclature (English labels are Ocsol’s). Planimetric areas of the exported polygons, in the system ${system}.`,
  },
  artificial: {
    title: "Impermeable and artificialised land",
    what: "Land",
    impermeable: "Impermeable: buildings and other sealed ground",
    certain: "Artificialised, whatever the use",
    dependsOnUse: "Artificialised or not, depending on use",
    never: "Not artificialised, whatever the use",
    picture: "Shares: artificialised, depending on use, not artificialised",
    notes: [
      "Land use cannot be seen on an image: the grass of a garden is artificialised, that of a meadow is not. Only a person, or data on use, can settle the line “depending on use”.",
      "Until 2031 the legal measure in France is the consumption of natural, agricultural and forest land (ENAF), taken from land tax files; artificialisation replaces it only afterwards. These figures do not give it.",
      "Nor can the decree’s exemptions be seen (ground solar on farmland, parks over 2,500 m²): such land is counted by its cover alone.",
    ],
  },
  map: {
    title: "Map",
    label: "Predicted land cover",
    labelOverImage: "Predicted land cover, over the orthophoto",
    scale: (denominator) => `1:${denominator} on A4 paper`,
    north: "North",
    legend: "Legend",
    legendNote: "The legend’s numbers are on the map too.",
    area: "Limit of the area",
  },
  method: {
    title: "Thresholds used",
    generalisation: "Generalisation",
    preset: (preset, { number }) => {
      if (preset.id !== "ocsge") {
        const { others } = preset.minAreas;
        return others === 0
          ? "no threshold: every pixel keeps its class"
          : `own threshold: ${number(others)} m²; smaller areas go to their neighbour`;
      }
      const { built, insideZone, outsideZone, closingMetres } = preset;
      return `those of OCS GE: buildings ${number(built.collectedSquareMetres)} m² (seen from ${number(built.detectedSquareMetres)} m²), ${number(insideZone.others)} m² in the built zone, ${number(outsideZone.others)} m² elsewhere; built zone by a closing of ${number(closingMetres)} m, Ocsol’s choice`;
    },
    borders: "Borders",
    staircase: "those of the pixels",
    smoothed: (tolerance) => `smoothed, within ${tolerance}`,
    decree: "Artificialisation",
    decreeDetail: (built, island) => `decree 2022-763 as amended: buildings from ${built}, other land from ${island}`,
    uses: "Uses",
    usesFrom: (file) => `use codes (US) taken from ${file}: for each polygon, the one that covers more than half of it`,
  },
  model: {
    title: "Model",
    card: (name, version, resolution) =>
      `${name}, version ${version}${resolution === undefined ? "" : `, made for ${resolution} a pixel`}.`,
    elsewhere: "Classes made elsewhere: the file does not say how.",
    licence: (licence) => `Licence of the weights: ${licence}.`,
    licences: { "etalab-2.0": "Licence Ouverte 2.0 (Etalab)" },
    measured: "Measured accuracy",
    measuredNote:
      "IoU: the area that prediction and truth have in common, over the area of either; 100% would be perfect. Measured by Ocsol on annotated images, not on this one.",
    unmeasured: "A model brought by the user: accuracy not measured.",
    noMeasure: "No measure of its accuracy is known here.",
    group: "Class or group",
    mean: "Mean (mIoU)",
    interval: "95% interval",
    patches: "patches",
    sets: {
      "flair-elsewhere": "Outside the training département",
      validation: "Validation zones",
      synthetic: "Synthetic scenes",
    },
    groups: {
      building: "building",
      impervious: "impervious",
      "pervious+bare": "pervious and bare soil",
      pervious: "pervious",
      "bare soil": "bare soil",
      water: "water",
      woody: "woody",
      vineyard: "vineyard",
      "herbaceous+crops": "herbaceous and crops",
    },
    limits: "Known limits",
  },
  confidence: {
    title: "The model’s confidence",
    band: "Mean confidence of the polygon",
    below: (to) => `below ${to}`,
    between: (from, to) => `${from} to ${to}`,
    mean: (value) => `Mean, weighted by area: ${value}.`,
    corrected: (area) => `Polygons corrected by a person (${area}) have none.`,
    note: "It is the probability that the model gives itself: it says where to look first, and is no substitute for checking.",
    unknown: "This result gives the class without saying how sure it is.",
  },
  footprint: {
    title: "Energy and carbon: an estimate",
    what: "Assumption",
    low: "low",
    typical: "typical",
    high: "high",
    device: "The computer’s power, W",
    grid: "Electricity, gCO₂e/kWh",
    energy: "Energy, Wh",
    carbon: "Carbon, gCO₂e",
    note: (seconds, downloaded, kwhAGigabyte, grid, gridRange) =>
      `Assumed power of a laptop × ${seconds} of segmentation, the only time measured, plus ${downloaded} downloaded (the model, and the image if it came over the network) × ${kwhAGigabyte} kWh/GB (network 0.059, data centre 0.055; CO2.js, Sustainable Web Design v4). Electricity in France: ${grid} gCO₂e/kWh (Ember, 2024), ${gridRange} by source. Nothing was measured at the plug.`,
    outside:
      "Outside the figure: making the computer, training the model, downloading Ocsol itself, screen and printing.",
    unknown:
      "No estimate: part of the computing was done in an earlier session, or before an interruption, and how long it took is not known.",
  },
  credits: {
    title: "Sources",
    image: "Image",
    imageUnknown: "the file does not say whose it is",
    nomenclature: "Nomenclature",
    nomenclatureDetail: "OCS GE, cover classes and colours: IGN, Cerema",
    model: "Model",
    software: "Software",
    softwareDetail: (version) => `Ocsol ${version}, Apache 2.0 licence; computed on the user’s own computer`,
  },
};
