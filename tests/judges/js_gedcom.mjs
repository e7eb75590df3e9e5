// What @fetsorn/js-gedcom says of a GEDCOM 7 file: node js_gedcom.mjs FOLDER_WITH_NODE_MODULES FILE
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const source = pathToFileURL(`${folder}/node_modules/@fetsorn/js-gedcom/src/index.js`);
const { GEDCStruct, G7Dataset, G7Lookups, g7ConfGEDC, g7validation } = await import(source);

const said = [];
const error = (message) => said.push(`error: ${message}`);
const lookups = new G7Lookups(g7validation, error, (message) => said.push(`warning: ${message}`));
G7Dataset.fromGEDC(GEDCStruct.fromString(readFileSync(file, "utf8"), g7ConfGEDC, error), lookups);
console.log(JSON.stringify(said));
