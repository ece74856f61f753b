// Writes the files of a folder into a C++ source file.   node texts.mjs FOLDER OUT.cpp FUNCTION
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const [folder, target, name] = process.argv.slice(2);
let rows = '';
for (const file of readdirSync(folder).filter(file => file.endsWith('.toml')).sort()) {
  const text = readFileSync(join(folder, file), 'utf8');
  if (text.includes(')toml"') || text.length > 60000) throw new Error(`${file} cannot stand in a raw string`);
  rows += `    {"${file}", R"toml(${text})toml"},\n`;
}
writeFileSync(target, `#include "app/embedded_texts.hpp"

namespace cairn::app {
namespace {

constexpr EmbeddedText k_texts[] = {
${rows}};

}  // namespace

std::span<const EmbeddedText> ${name}() { return k_texts; }

}  // namespace cairn::app
`);
