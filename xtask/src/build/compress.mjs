// Arguments: the site's folder, and `make` or `remove`.
import { readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [site, wish] = process.argv.slice(1);
const useful = /\.(css|html|ico|js|json|map|svg|txt|wasm|webmanifest)$/;
const pack = {
  br: (bytes) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => gzipSync(bytes, { level: 9 }),
};

const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
const files = readdirSync(site, { recursive: true }).map((name) => join(site, name));
const sizes = [];

for (const file of files) {
  const packed = /^(.*)\.(br|gz)$/.exec(file);
  if (packed && (wish === "remove" || age(packed[1]) === undefined)) rmSync(file);
}
for (const file of wish === "make" ? files.filter((name) => useful.test(name)) : []) {
  const { mtime, mtimeMs } = statSync(file);
  const bytes = readFileSync(file);
  for (const [end, encode] of Object.entries(pack)) {
    const packed = `${file}.${end}`;
    // The same time as the original's says: made from this very file.
    if (Math.abs((age(packed) ?? 0) - mtimeMs) < 1) continue;
    const small = encode(bytes);
    writeFileSync(packed, small);
    utimesSync(packed, mtime, mtime);
    if (end === "br" && bytes.length > 10_000) sizes.push(`${file.split("/").at(-1)} ${Math.round(small.length / 1000)} kB`);
  }
}
if (sizes.length) console.log(`as brotli: ${sizes.join(", ")}`);
