#!/usr/bin/env bash
# bench/decide_one/run.sh [KIT [WORK]]: measures Hashira and its peers on this machine and prints one table.
# KIT is the conformance kit's folder (default: $HASHIRA_TCK, else ../shared/dmn-tck); WORK keeps models and packages.
# Needs java and mvn, cargo, node and npm for the peers, and their registries the first time (dsntk builds for minutes).
# A peer that cannot be had is named as "not measured here" with what was tried; exit 1: engines disagree.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
kit=$(cd "${1:-${HASHIRA_TCK:-$root/../shared/dmn-tck}}" && pwd)
work=${2:-$root/build/decide_one}
mkdir -p "$work"
work=$(cd "$work" && pwd)
model=$kit/TestCases/compliance-level-3/0087-chapter-11-example/0087-chapter-11-example.dmn
rm -rf "$work/out" "$work/generated" "$work/classes"
mkdir -p "$work/out" "$work/classes/drools" "$work/classes/translate" "$work/classes/jdmn" "$work/log"

models() {
  python3 "$here/make_models.py" "$work/models"
  python3 "$here/without_adjudication.py" "$model" > "$work/models/chapter-11.dmn"
}

hashira() {
  [ -d "$root/build/release" ] || cmake -S "$root" --preset release > /dev/null
  ninja -C "$root/build/release" decide_one > /dev/null
  "$root/build/release/bench/decide_one/decide_one" "$work/models" "$model" > "$work/out/hashira.csv"
}

drools() {
  mvn -q -B -f "$here/drools/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/drools"
  javac -cp "$work/drools/*" -d "$work/classes/drools" "$here/Measure.java" "$here/drools/src/main/java/DroolsPeer.java"
  java -Xmx3g -cp "$work/classes/drools:$work/drools/*" DroolsPeer "$work/models" "$model" > "$work/out/drools.csv"
}

jdmn() {
  mvn -q -B -f "$here/jdmn/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jdmn"
  javac -cp "$work/jdmn/*" -d "$work/classes/translate" "$here/jdmn/src/main/java/JdmnTranslate.java"
  for pair in chapter-11:ch11 table-1000:t1000; do
    java -cp "$work/classes/translate:$work/jdmn/*" JdmnTranslate "$work/models/${pair%%:*}.dmn" "$work/generated/${pair##*:}" "${pair##*:}"
  done
  find "$work/generated" -name '*.java' > "$work/sources.txt"
  javac -proc:none -nowarn -cp "$work/jdmn/*" -d "$work/classes/jdmn" @"$work/sources.txt" "$here/Measure.java" "$here/jdmn/src/main/java/JdmnPeer.java"
  java -Xmx3g -cp "$work/classes/jdmn:$work/jdmn/*" JdmnPeer "$work/models" > "$work/out/jdmn.csv"
}

dsntk() {
  mkdir -p "$work/dsntk"
  cp -r "$here/dsntk/." "$work/dsntk/"
  (cd "$work/dsntk" && cargo build --release -q)
  "$work/dsntk/target/release/dsntk_peer" "$work/models" "$model" > "$work/out/dsntk.csv"
}

feelin() {
  mkdir -p "$work/feelin"
  cp "$here/feelin/package.json" "$here/feelin/feelin_peer.mjs" "$work/feelin/"
  (cd "$work/feelin" && npm install --silent --no-fund --no-audit > /dev/null)
  for name in chapter-11 table-1000 first-3700; do python3 "$here/feelin/model_json.py" "$work/models/$name.dmn" > "$work/models/$name.json"; done
  node "$work/feelin/feelin_peer.mjs" "$work/models" > "$work/out/feelin.csv"
}

# A peer in a shell of its own, so that its failure leaves the others be.
peer() {
  echo "measuring $1 ..." >&2
  if ! (set -e; "$1") 2> "$work/log/$1.txt"; then
    rm -f "$work/out/$1.csv"
    echo "$1: not measured here; tried $2; it said: $(tail -1 "$work/log/$1.txt")"
  fi
}

models
hashira
peer drools "org.kie:kie-dmn-core 10.1.0 by mvn"
peer jdmn "com.goldmansachs.jdmn:jdmn-core 9.0.0 by mvn"
peer dsntk "dsntk-model-evaluator 0.3.0 by cargo"
peer feelin "feelin 8.2.0 by npm"

# What a program says of itself; nothing when it is not here.
said() { "$@" 2>&1 | head -1 || true; }
echo "g++ $(g++ -dumpfullversion), release preset (-O2, asserts on); $(said java -version); $(said cargo --version); node $(said node --version)"
echo "peers: kie-dmn-core 10.1.0; jdmn-core 9.0.0 (translated to Java, compiled); dsntk-model-evaluator 0.3.0 (release); feelin 8.2.0 (parses at each evaluation)"
echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg); java -Xmx3g"
python3 "$here/table.py" "$work"/out/*.csv
