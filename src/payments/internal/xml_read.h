// Reads an ISO 20022 file into a tree: UTF-8 only, no DOCTYPE, bounded in bytes, nodes and depth.
// Guarantees: total on any bytes; every node knows its line.
// Written in XML 1.0 and ISO 20022 (one Document, whose namespace names the message).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"

namespace hashira::payments {

class IsoFile {
 public:
  // The codes: payments.too_large, payments.bad_xml, payments.doctype, payments.too_deep.
  static Result<IsoFile> parse(std::string_view bytes, const std::string& file_name);

  pugi::xml_node document() const { return document_; }  // the element Document
  std::string_view message() const { return message_; }  // pain.002.001.03
  Place place(pugi::xml_node node) const;
  // `payments.bad_message` at the node.
  tl::unexpected<Error> bad(pugi::xml_node node, std::string what, std::string mend) const;

  Result<Yen> amount(pugi::xml_node node) const;  // JPY, whole yen
  Result<Date> date(pugi::xml_node node) const;   // a date, or the day of a date and time

 private:
  Done check_tree();
  Done find_document();

  std::string name_;
  std::unique_ptr<pugi::xml_document> tree_;
  pugi::xml_node document_;
  std::string message_;
  std::vector<std::size_t> line_starts_;
};

std::string_view local_name(pugi::xml_node node);
// The first child of that local name, or an empty node; a path is `A/B/C`.
pugi::xml_node child(pugi::xml_node node, std::string_view path);
std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local);
// Text without the blanks around it; empty when there is none.
std::string text_of(pugi::xml_node node);
std::string text_at(pugi::xml_node node, std::string_view path);

}  // namespace hashira::payments
