// Writes the files of data/frameworks and data/profiles into a C++ source file.   node embed.mjs OUT.cpp FOLDER...
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const [target, ...folders] = process.argv.slice(2);
let rows = '';
const seen = new Set();
for (const folder of folders) {
  for (const name of readdirSync(folder).filter(name => name.endsWith('.toml')).sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    if (text.includes(')toml"') || text.length > 60000) throw new Error(`${name} cannot stand in a raw string`);
    if (seen.has(name)) throw new Error(`${name} stands in two folders; files replace each other by name`);
    seen.add(name);
    rows += `    {"${name}", R"toml(${text})toml"},\n`;
  }
}
writeFileSync(target, `#include "app/embedded_frameworks.hpp"

namespace cairn::app {
namespace {

constexpr EmbeddedFramework k_frameworks[] = {
${rows}};

}  // namespace

std::span<const EmbeddedFramework> embedded_frameworks() { return k_frameworks; }

}  // namespace cairn::app
`);
