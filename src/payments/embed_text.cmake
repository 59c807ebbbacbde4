# cmake -DFILE=x.tsv -DOUT=x.cpp -P embed_text.cmake: the file as one raw string literal.
file(READ ${FILE} content)
string(CONCAT text "// Made by src/payments/embed_text.cmake.\n#include \"payments/bank_master.h\"\n\n"
  "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\nnamespace hashira::payments {\n\n"
  "std::string_view bundled_bank_master() { return R\"~~~(${content})~~~\"; }\n\n}  // namespace hashira::payments\n")
file(WRITE ${OUT} "${text}")
