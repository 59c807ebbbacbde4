#!/usr/bin/env python3
"""model_json.py MODEL: the model's decisions and knowledge models as JSON, for feelin_peer.mjs, since feelin reads no DMN."""
import json
import sys
import xml.etree.ElementTree as ET

tree = ET.parse(sys.argv[1]).getroot()
NS = tree.tag[: tree.tag.index("}") + 1]


def text(node, path):
    return (node.findtext("/".join(NS + step for step in path.split("/"))) or "").strip()


def table(node):
    outputs = text(node.find(NS + "output"), "outputValues/text")
    return {"kind": "table", "policy": node.get("hitPolicy", "UNIQUE"), "values": outputs,
            "inputs": [text(column, "inputExpression/text") for column in node.findall(NS + "input")],
            "rules": [{"cells": [text(cell, "text") for cell in rule.findall(NS + "inputEntry")],
                       "output": text(rule.find(NS + "outputEntry"), "text")} for rule in node.findall(NS + "rule")]}


def context(node):
    entries = []
    for entry in node.findall(NS + "contextEntry"):
        variable = entry.find(NS + "variable")
        entries.append({"name": None if variable is None else variable.get("name"), "logic": logic(entry)})
    return {"kind": "context", "entries": entries}


def invocation(node):
    bindings = [{"name": b.find(NS + "parameter").get("name"), "logic": logic(b)} for b in node.findall(NS + "binding")]
    return {"kind": "invocation", "of": text(node, "literalExpression/text"), "bindings": bindings}


def logic(node):
    for tag, read in (("decisionTable", table), ("context", context), ("invocation", invocation)):
        found = node.find(NS + tag)
        if found is not None:
            return read(found)
    return {"kind": "literal", "text": text(node, "literalExpression/text")}


def required(node):
    hrefs = [need.get("href") for need in node.iter(NS + "requiredDecision")]
    return [name_of[href.lstrip("#")] for href in hrefs]


name_of = {node.get("id"): node.get("name") for node in tree.iter(NS + "decision")}
decisions = {node.get("name"): {"requires": required(node), "logic": logic(node)} for node in tree.findall(NS + "decision")}
functions = {}
for node in tree.findall(NS + "businessKnowledgeModel"):
    body = node.find(NS + "encapsulatedLogic")
    functions[node.get("name")] = {"parameters": [p.get("name") for p in body.findall(NS + "formalParameter")], "logic": logic(body)}
json.dump({"decisions": decisions, "functions": functions}, sys.stdout)
