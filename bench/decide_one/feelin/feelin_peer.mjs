// feelin_peer.mjs MODELS: the models' logic with feelin evaluating each cell and each expression. feelin has no DMN engine and
// compiles nothing: the loops over rules and decisions here are ours, and each text is parsed at each evaluation.
import fs from 'node:fs';
import { evaluate, unaryTest } from 'feelin';

const folder = process.argv[2];
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) * 1000; };

function measure(engine, workload, rows, pass) {
  const checksum = pass();
  for (const until = cpu() + 2e9; cpu() < until;) pass();
  let passes = 0;
  const wall = process.hrtime.bigint(), start = cpu();
  do { pass(); passes++; } while (cpu() < start + 1e9);
  const evaluations = passes * rows;
  console.log(`${engine},${workload},${evaluations},${(Number(process.hrtime.bigint() - wall) / evaluations).toFixed(1)},${((cpu() - start) / evaluations).toFixed(1)},${checksum}`);
}

const matches = (cell, value, scope) => cell === '-' || cell === '' || unaryTest(cell, { ...scope, '?': value }).value === true;

function table(t, scope) {
  const values = t.inputs.map((input) => evaluate(input, scope).value);
  const hits = [];
  for (const rule of t.rules) {
    if (!rule.cells.every((cell, i) => matches(cell, values[i], scope))) continue;
    hits.push(evaluate(rule.output, scope).value);
    if (t.policy === 'FIRST') break;
  }
  if (t.policy === 'COLLECT') return hits.reduce((a, b) => a + b, 0);  // the one in these models is a sum
  if (t.policy === 'PRIORITY') return evaluate(`[${t.values}]`, {}).value.find((v) => hits.includes(v)) ?? null;
  return hits.length === 0 || (t.policy === 'UNIQUE' && hits.length > 1) ? null : hits[0];
}

function run(model, logic, scope) {
  if (logic.kind === 'table') return table(logic, scope);
  if (logic.kind === 'literal') return evaluate(logic.text, scope).value;
  if (logic.kind === 'invocation') return call(model, logic.of, Object.fromEntries(logic.bindings.map((b) => [b.name, run(model, b.logic, scope)])));
  const inner = { ...scope };
  for (const entry of logic.entries) {
    const value = run(model, entry.logic, inner);
    if (entry.name === null) return value;
    inner[entry.name] = value;
  }
  return inner;
}

const call = (model, name, args) => run(model, model.functions[name].logic, { ...functions(model), ...args });

// Knowledge models as functions that expressions may call by position.
function functions(model) {
  if (!model.callable) {
    model.callable = {};
    for (const [name, f] of Object.entries(model.functions))
      model.callable[name] = (...args) => call(model, name, Object.fromEntries(f.parameters.map((p, i) => [p, args[i]])));
  }
  return model.callable;
}

function decide(model, name, known) {
  if (name in known) return known[name];
  const decision = model.decisions[name];
  for (const need of decision.requires) decide(model, need, known);
  return (known[name] = run(model, decision.logic, { ...functions(model), ...known }));
}

const model = (name) => JSON.parse(fs.readFileSync(`${folder}/${name}.json`, 'utf8'));

// The same 60 applicants as in decide_one.cpp.
function applicant(i) {
  const monthly = { Income: 6000 + 150 * i, Repayments: 500, Expenses: 1000 };
  return {
    'Applicant data': { Age: 18 + i, MartitalStatus: i % 3 === 0 ? 'S' : 'M', EmploymentStatus: i % 4 === 0 ? 'STUDENT' : 'EMPLOYED', ExistingCustomer: i % 2 === 1, Monthly: monthly },
    'Requested product': { ProductType: 'STANDARD LOAN', Rate: 0.08, Term: 36, Amount: 100000 },
    'Bureau data': { Bankrupt: false, CreditScore: 550 + (i * 7) % 120 },
  };
}

function lending() {
  const lend = model('chapter-11');
  const rows = Array.from({ length: 60 }, (_, i) => applicant(i));
  measure('feelin', 'chapter-11', rows.length, () => rows.reduce((sum, row) => {
    const known = { ...row };
    return sum + 10 * decide(lend, 'Strategy', known).length + decide(lend, 'Routing', known).length;
  }, 0));
}

function rules(name, limit) {
  const rows = fs.readFileSync(`${folder}/inputs-${name}.csv`, 'utf8').trim().split('\n').slice(0, limit)
    .map((line) => { const f = line.split(','); return { region: f[0], kind: f[1], amount: Number(f[2]) }; });
  const one = model(name);
  measure(`feelin (first ${limit} rows)`, name, rows.length, () => rows.reduce((sum, row) => sum + decide(one, 'decide', { ...row }), 0));
}

lending();
rules('table-1000', 10);
rules('first-3700', 10);
