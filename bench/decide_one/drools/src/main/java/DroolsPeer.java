// DroolsPeer MODELS KIT_MODEL: Drools' DMN engine on the benchmark's models.
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

public final class DroolsPeer {
  static DMNRuntime runtime(String path) {
    return DMNRuntimeBuilder.fromDefaults().buildConfiguration().fromResources(List.of(ResourceFactory.newFileResource(new File(path)))).getOrElseThrow(RuntimeException::new);
  }

  static BigDecimal number(double value) { return BigDecimal.valueOf(Math.round(value * 100), 2).stripTrailingZeros(); }

  static Map<String, Object> inputs(Measure.Applicant a) {
    Map<String, Object> monthly = Map.of("Income", number(a.income()), "Repayments", number(500), "Expenses", number(1000));
    Map<String, Object> applicant = new HashMap<>();
    applicant.put("Age", number(a.age()));
    applicant.put("MartitalStatus", a.marital());
    applicant.put("EmploymentStatus", a.employment());
    applicant.put("ExistingCustomer", a.existing());
    applicant.put("Monthly", monthly);
    Map<String, Object> product = Map.of("ProductType", "STANDARD LOAN", "Rate", number(0.08), "Term", number(36), "Amount", number(100000));
    return Map.of("Applicant data", applicant, "Requested product", product, "Bureau data", Map.of("Bankrupt", false, "CreditScore", number(a.credit())));
  }

  static void lending(String path) throws Exception {
    DMNRuntime runtime = runtime(path);
    DMNModel model = runtime.getModels().get(0);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Measure.Applicant a : Measure.applicants()) rows.add(inputs(a));
    Measure.measure("drools", "chapter-11", rows.size(), () -> {
      long sum = 0;
      for (Map<String, Object> row : rows) {
        DMNContext context = runtime.newContext();
        row.forEach(context::set);
        DMNResult result = runtime.evaluateByName(model, context, "Strategy", "Routing");
        sum += 10L * result.getDecisionResultByName("Strategy").getResult().toString().length() + result.getDecisionResultByName("Routing").getResult().toString().length();
      }
      return sum;
    });
  }

  static void table(String folder, String name, int limit) throws Exception {
    long start = System.nanoTime();
    DMNRuntime runtime = runtime(folder + "/" + name + ".dmn");
    DMNModel model = runtime.getModels().get(0);
    System.err.printf("drools loads %s in %d ms%n", name, (System.nanoTime() - start) / 1_000_000);
    List<Measure.Row> rows = Measure.rows(Path.of(folder, "inputs-" + name + ".csv"), limit);
    Measure.measure(limit < 1000 ? "drools (first " + limit + " rows)" : "drools", name, rows.size(), () -> {
      long sum = 0;
      for (Measure.Row row : rows) {
        DMNContext context = runtime.newContext();
        context.set("region", row.region());
        context.set("kind", row.kind());
        context.set("amount", BigDecimal.valueOf(row.amount()));
        sum += ((Number) runtime.evaluateByName(model, context, "decide").getDecisionResultByName("decide").getResult()).longValue();
      }
      return sum;
    });
  }

  public static void main(String[] args) throws Exception {
    lending(args[1]);
    table(args[0], "table-1000", 1000);
    table(args[0], "first-3700", 1000);
    table(args[0], "table-10000", 100);
    table(args[0], "table-100000", 10);
  }
}
