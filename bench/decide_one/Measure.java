// Measures like decide_one.cpp: passes over the rows, warmed until the time a pass takes settles (at least five seconds),
// then two seconds of the thread's CPU time that count. Shared by the Java peers.
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public final class Measure {
  public interface Pass { long run() throws Exception; }
  public record Row(String region, String kind, long amount) {}
  public record Applicant(double age, double income, String marital, String employment, boolean existing, double credit) {}

  static long cpu() { return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(); }

  public static void measure(String engine, String workload, long rows, Pass pass) throws Exception {
    long checksum = pass.run();
    long warm = cpu();
    int warmups = 0;
    while (cpu() < warm + 5_000_000_000L && warmups < 2000) { pass.run(); warmups++; }
    long passes = 0, wall = System.nanoTime(), start = cpu();
    while (cpu() < start + 2_000_000_000L) { pass.run(); passes++; }
    double evaluations = (double) passes * rows;
    System.out.printf("%s,%s,%d,%.1f,%.1f,%d%n", engine, workload, (long) evaluations, (System.nanoTime() - wall) / evaluations, (cpu() - start) / evaluations, checksum);
  }

  public static List<Row> rows(Path path, int limit) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(path)) {
      if (rows.size() == limit) break;
      String[] f = line.split(",");
      rows.add(new Row(f[0], f[1], Long.parseLong(f[2])));
    }
    return rows;
  }

  // The same 60 applicants as in decide_one.cpp.
  public static List<Applicant> applicants() {
    List<Applicant> list = new ArrayList<>();
    for (int i = 0; i < 60; i++)
      list.add(new Applicant(18 + i, 6000 + 150 * i, i % 3 == 0 ? "S" : "M", i % 4 == 0 ? "STUDENT" : "EMPLOYED", i % 2 == 1, 550 + i * 7 % 120));
    return list;
  }
}
