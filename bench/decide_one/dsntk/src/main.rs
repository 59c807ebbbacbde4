// dsntk_peer MODELS KIT_MODEL: dsntk on the benchmark's models. Lines as decide_one.cpp prints them.
use dsntk_feel::context::FeelContext;
use dsntk_feel::values::Value;
use dsntk_feel::{FeelNumber, Name};
use dsntk_model::{DmnElement, NamedElement};
use dsntk_model_evaluator::ModelEvaluator;
use std::fs;
use std::sync::Arc;
use std::time::Instant;

fn cpu_ns() -> f64 {
  let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
  unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut now) };
  now.tv_sec as f64 * 1e9 + now.tv_nsec as f64
}

// Whole passes over the rows: half a second to warm up, then at least a second that counts.
fn measure(engine: &str, workload: &str, rows: usize, mut pass: impl FnMut() -> i64) {
  let checksum = pass();
  let until = cpu_ns() + 5e8;
  while cpu_ns() < until {
    pass();
  }
  let (wall, cpu, mut passes) = (Instant::now(), cpu_ns(), 0);
  while passes == 0 || cpu_ns() < cpu + 1e9 {
    pass();
    passes += 1;
  }
  let evaluations = (passes * rows) as f64;
  let (wall, cpu) = (wall.elapsed().as_nanos() as f64 / evaluations, (cpu_ns() - cpu) / evaluations);
  println!("{engine},{workload},{},{wall:.1},{cpu:.1},{checksum}", passes * rows);
}

struct Loaded {
  namespace: String,
  name: String,
  evaluator: Arc<ModelEvaluator>,
}

fn load(path: &str) -> Loaded {
  let start = Instant::now();
  let definitions = dsntk_model::parse(&fs::read_to_string(path).expect(path)).expect(path);
  let evaluator = ModelEvaluator::new(&[definitions.clone()]).expect(path);
  eprintln!("dsntk loads {path} in {} ms", start.elapsed().as_millis());
  Loaded { namespace: definitions.namespace().to_string(), name: definitions.name().to_string(), evaluator }
}

fn context(entries: Vec<(&str, Value)>) -> FeelContext {
  let mut made = FeelContext::default();
  for (name, value) in entries {
    made.set_entry(&Name::from(name), value);
  }
  made
}

fn number(value: f64) -> Value {
  Value::Number(FeelNumber::new((value * 100.0).round() as i64, 2))
}

fn text(value: &str) -> Value {
  Value::String(value.to_string())
}

// The same 60 applicants as in decide_one.cpp.
fn applicant(i: i64) -> FeelContext {
  let monthly = context(vec![("Income", number(6000.0 + 150.0 * i as f64)), ("Repayments", number(500.0)), ("Expenses", number(1000.0))]);
  let applicant = context(vec![
    ("Age", number(18.0 + i as f64)),
    ("MartitalStatus", text(if i % 3 == 0 { "S" } else { "M" })),
    ("EmploymentStatus", text(if i % 4 == 0 { "STUDENT" } else { "EMPLOYED" })),
    ("ExistingCustomer", Value::Boolean(i % 2 == 1)),
    ("Monthly", Value::Context(monthly)),
  ]);
  let product = context(vec![("ProductType", text("STANDARD LOAN")), ("Rate", number(0.08)), ("Term", number(36.0)), ("Amount", number(100000.0))]);
  let bureau = context(vec![("Bankrupt", Value::Boolean(false)), ("CreditScore", number((550 + i * 7 % 120) as f64))]);
  context(vec![("Applicant data", Value::Context(applicant)), ("Requested product", Value::Context(product)), ("Bureau data", Value::Context(bureau))])
}

fn length(value: &Value) -> i64 {
  match value {
    Value::String(text) => text.len() as i64,
    other => panic!("{other}"),
  }
}

fn lending(path: &str) {
  let model = load(path);
  let rows: Vec<FeelContext> = (0..60).map(applicant).collect();
  let decide = |name: &str, row: &FeelContext| length(&model.evaluator.evaluate_invocable(&model.namespace, &model.name, name, row));
  measure("dsntk", "chapter-11", rows.len(), || rows.iter().map(|row| 10 * decide("Strategy", row) + decide("Routing", row)).sum());
}

fn table(folder: &str, name: &str, limit: usize) {
  let model = load(&format!("{folder}/{name}.dmn"));
  let lines = fs::read_to_string(format!("{folder}/inputs-{name}.csv")).expect(name);
  let rows: Vec<FeelContext> = lines
    .lines()
    .take(limit)
    .map(|line| {
      let f: Vec<&str> = line.split(',').collect();
      context(vec![("region", text(f[0])), ("kind", text(f[1])), ("amount", Value::Number(f[2].parse().expect(line)))])
    })
    .collect();
  let engine = if limit < 1000 { format!("dsntk (first {limit} rows)") } else { "dsntk".to_string() };
  measure(&engine, name, rows.len(), || {
    rows.iter().map(|row| match model.evaluator.evaluate_invocable(&model.namespace, &model.name, "decide", row) {
      Value::Number(n) => n.to_string().parse::<i64>().expect("a whole number"),
      other => panic!("{other}"),
    }).sum()
  });
}

fn main() {
  let arguments: Vec<String> = std::env::args().collect();
  lending(&arguments[2]);
  table(&arguments[1], "table-1000", 1000);
  table(&arguments[1], "first-3700", 100);
  table(&arguments[1], "table-10000", 100);
  table(&arguments[1], "table-100000", 10);
}
