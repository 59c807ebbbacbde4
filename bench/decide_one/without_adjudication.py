#!/usr/bin/env python3
"""The kit's model 0087 without the decision "Adjudication", which has no logic and which jDMN cannot translate."""
import re
import sys

with open(sys.argv[1], encoding="utf-8") as source:
    text = source.read()
print(re.sub(r'<semantic:decision [^>]*name="Adjudication">.*?</semantic:decision>', "", text, flags=re.S), end="")
