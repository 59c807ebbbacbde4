// JdmnTranslate MODEL FOLDER PACKAGE: Java source of a model, as jDMN translates it.
import com.gs.dmn.dialect.JavaTimeDMNDialectDefinition;
import com.gs.dmn.log.NopBuildLogger;
import com.gs.dmn.serialization.DefaultTypeDeserializationConfigurer;
import com.gs.dmn.transformation.InputParameters;
import com.gs.dmn.transformation.ToQuotedNameTransformer;
import com.gs.dmn.transformation.lazy.NopLazyEvaluationDetector;
import com.gs.dmn.transformation.template.TreeTemplateProvider;
import com.gs.dmn.validation.NopDMNValidator;
import java.nio.file.Path;
import java.util.Map;

public final class JdmnTranslate {
  public static void main(String[] args) throws Exception {
    InputParameters parameters = new InputParameters(Map.of("dmnVersion", "1.5", "modelVersion", "1", "platformVersion", "1", "javaRootPackage", args[2], "caching", "false"));
    new JavaTimeDMNDialectDefinition()
        .createDMNToNativeTransformer(new NopDMNValidator(), new ToQuotedNameTransformer(), new TreeTemplateProvider(), new NopLazyEvaluationDetector(),
                                      new DefaultTypeDeserializationConfigurer(), parameters, new NopBuildLogger())
        .transform(Path.of(args[0]), Path.of(args[1]));
  }
}
