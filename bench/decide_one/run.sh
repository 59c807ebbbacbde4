#!/usr/bin/env bash
# bench/decide_one/run.sh KIT [WORK]: measures Hashira and its peers on this machine and prints one table.
# KIT is the conformance kit's folder (default: $HASHIRA_TCK, else ../shared/dmn-tck); WORK keeps models and packages.
# Needs: the release preset configured, java and mvn for the Java peers, network to Maven's registry the first time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
kit=${1:-${HASHIRA_TCK:-$root/../shared/dmn-tck}}
work=${2:-$root/build/decide_one}
model=$kit/TestCases/compliance-level-3/0087-chapter-11-example/0087-chapter-11-example.dmn
mkdir -p "$work/out" "$work/classes/drools" "$work/classes/translate" "$work/classes/jdmn"
python3 "$here/make_models.py" "$work/models"
python3 "$here/without_adjudication.py" "$model" > "$work/models/chapter-11.dmn"

cmake -S "$root" --preset release > /dev/null
ninja -C "$root/build/release" decide_one > /dev/null
"$root/build/release/bench/decide_one/decide_one" "$work/models" "$model" > "$work/out/hashira.csv"

mvn -q -B -f "$here/drools/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/drools"
javac -cp "$work/drools/*" -d "$work/classes/drools" "$here/Measure.java" "$here/drools/src/main/java/DroolsPeer.java"
java -Xmx3g -cp "$work/classes/drools:$work/drools/*" DroolsPeer "$work/models" "$model" > "$work/out/drools.csv"

mvn -q -B -f "$here/jdmn/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jdmn"
javac -cp "$work/jdmn/*" -d "$work/classes/translate" "$here/jdmn/src/main/java/JdmnTranslate.java"
for pair in chapter-11:ch11 table-1000:t1000; do
  java -cp "$work/classes/translate:$work/jdmn/*" JdmnTranslate "$work/models/${pair%%:*}.dmn" "$work/generated/${pair##*:}" "${pair##*:}"
done
find "$work/generated" -name '*.java' > "$work/sources.txt"
javac -proc:none -nowarn -cp "$work/jdmn/*" -d "$work/classes/jdmn" @"$work/sources.txt" "$here/Measure.java" "$here/jdmn/src/main/java/JdmnPeer.java"
java -Xmx3g -cp "$work/classes/jdmn:$work/jdmn/*" JdmnPeer "$work/models" > "$work/out/jdmn.csv"

echo "g++ $(g++ -dumpfullversion), release preset (-O2, asserts on); $(java -version 2>&1 | head -1); $(nproc) cores"
echo "peers: kie-dmn-core 10.1.0, jdmn-core 9.0.0 (translated to Java, compiled)"
python3 "$here/table.py" "$work"/out/*.csv
