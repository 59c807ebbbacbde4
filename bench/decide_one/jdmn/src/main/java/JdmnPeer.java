// JdmnPeer MODELS: the models that jDMN translated to Java (packages ch11 and t1000), compiled. Of 3,700 rules
// jDMN's method is too large for javac (64 KiB), so larger tables are left out.
import ch11.type.MonthlyImpl;
import ch11.type.TApplicantDataImpl;
import ch11.type.TBureauDataImpl;
import ch11.type.TRequestedProductImpl;
import com.gs.dmn.runtime.ExecutionContext;
import com.gs.dmn.runtime.ExecutionContextBuilder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public final class JdmnPeer {
  record Inputs(TApplicantDataImpl applicant, TBureauDataImpl bureau) {}

  static BigDecimal number(double value) { return BigDecimal.valueOf(Math.round(value * 100), 2).stripTrailingZeros(); }

  static Inputs inputs(Measure.Applicant a) {
    MonthlyImpl monthly = new MonthlyImpl();
    monthly.setIncome(number(a.income()));
    monthly.setRepayments(number(500));
    monthly.setExpenses(number(1000));
    TApplicantDataImpl applicant = new TApplicantDataImpl();
    applicant.setAge(number(a.age()));
    applicant.setMartitalStatus(a.marital());
    applicant.setEmploymentStatus(a.employment());
    applicant.setExistingCustomer(a.existing());
    applicant.setMonthly(monthly);
    TBureauDataImpl bureau = new TBureauDataImpl();
    bureau.setBankrupt(false);
    bureau.setCreditScore(number(a.credit()));
    return new Inputs(applicant, bureau);
  }

  static void lending(ExecutionContext context) throws Exception {
    TRequestedProductImpl product = new TRequestedProductImpl();
    product.setProductType("STANDARD LOAN");
    product.setRate(number(0.08));
    product.setTerm(number(36));
    product.setAmount(number(100000));
    List<Inputs> rows = new ArrayList<>();
    for (Measure.Applicant a : Measure.applicants()) rows.add(inputs(a));
    ch11.Strategy strategy = new ch11.Strategy();
    ch11.Routing routing = new ch11.Routing();
    Measure.measure("jdmn (compiled)", "chapter-11", rows.size(), () -> {
      long sum = 0;
      for (Inputs row : rows) sum += 10L * strategy.apply(row.applicant(), product, context).length() + routing.apply(row.applicant(), row.bureau(), product, context).length();
      return sum;
    });
  }

  interface Decide { Number apply(Number amount, String kind, String region); }

  static void table(String folder, String name, int limit, Decide decide) throws Exception {
    List<Measure.Row> rows = Measure.rows(Path.of(folder, "inputs-" + name + ".csv"), limit);
    Measure.measure("jdmn (compiled)", name, rows.size(), () -> {
      long sum = 0;
      for (Measure.Row row : rows) sum += decide.apply(BigDecimal.valueOf(row.amount()), row.kind(), row.region()).longValue();
      return sum;
    });
  }

  public static void main(String[] args) throws Exception {
    ExecutionContext context = ExecutionContextBuilder.executionContext().build();
    lending(context);
    t1000.Decide unique = new t1000.Decide();
    table(args[0], "table-1000", 1000, (amount, kind, region) -> unique.apply(amount, kind, region, context));
  }
}
