#pragma once
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

/// The whole of a file, or an end with exit code 2.
inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string out{std::istreambuf_iterator<char>(file), {}};
  if (file.good() || file.eof()) return out;
  std::cerr << path << ": cannot be read\n";
  std::exit(2);
}
