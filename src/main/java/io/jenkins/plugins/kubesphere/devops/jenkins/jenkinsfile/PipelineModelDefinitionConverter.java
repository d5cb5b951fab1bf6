package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.fge.jsonschema.core.tree.SimpleJsonTree;
import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTPipelineDef;
import org.jenkinsci.plugins.pipeline.modeldefinition.parser.Converter;
import org.jenkinsci.plugins.pipeline.modeldefinition.parser.JSONParser;

/**
 * Converts a Jenkinsfile to JSON and back with the plugin pipeline-model-definition. Its {@code Converter} compiles a
 * script only up to the syntax tree and refuses {@code @Grab}, {@code @ASTTest} and similar annotations, so that no
 * code of the script runs. JSON is first converted to the text of a script, which is then compiled in the same way.
 */
@Extension(optional = true)
public final class PipelineModelDefinitionConverter implements JenkinsfileConverterExtension {

    @Override
    public String toJson(String jenkinsfile) {
        return parseJenkinsfile(jenkinsfile).toJSON().toString();
    }

    @Override
    public String toJenkinsfile(String json) {
        JsonNode requested = ModelJsonReader.read(json);
        JsonNode withPlaceholders = requested.deepCopy();
        TextPlaceholders placeholders = TextPlaceholders.insert(withPlaceholders);
        String jenkinsfile =
                placeholders.restore(parseJson(withPlaceholders, json).toPrettyGroovy());
        requireSameLiterals(requested, ModelJsonReader.read(toJson(jenkinsfile)));
        return jenkinsfile;
    }

    /** @param json the text of the JSON without placeholders, from which the errors are redacted */
    private static ModelASTPipelineDef parseJson(JsonNode tree, String json) {
        JSONParser parser = new JSONParser(new SimpleJsonTree(tree));
        ModelASTPipelineDef model = parser.parse();
        List<String> errors = parser.getErrorCollector().errorsAsStrings();
        if (!errors.isEmpty()) {
            throw refusal("the JSON cannot be converted to a Jenkinsfile", errors, json);
        }
        return model;
    }

    private static void requireSameLiterals(JsonNode requested, JsonNode written) {
        if (!ModelLiteralCounter.count(written).equals(ModelLiteralCounter.count(requested))) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "a text of the JSON would change in the Jenkinsfile: the plugin pipeline-model-definition loses"
                            + " carriage returns, and the text on the button of an input; edit the Jenkinsfile as"
                            + " text");
        }
    }

    private static ModelASTPipelineDef parseJenkinsfile(String jenkinsfile) {
        ModelASTPipelineDef model;
        try {
            model = Converter.scriptToPipelineDef(jenkinsfile);
        } catch (MultipleCompilationErrorsException e) {
            throw refusal("the Jenkinsfile has an error, or is not declarative", messages(e), jenkinsfile);
        }
        if (model == null) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the Jenkinsfile is scripted, not declarative: it has no pipeline block, and cannot be edited"
                            + " graphically, but it runs");
        }
        if (!isComplete(model, jenkinsfile)) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the Jenkinsfile has code outside its pipeline block, which its JSON cannot hold: it cannot be"
                            + " edited graphically, but it runs");
        }
        return model;
    }

    /**
     * Returns true if the model contains all code of the Jenkinsfile. The plugin omits code outside the pipeline block,
     * for example {@code @Library} or a method, and reports no error.
     */
    private static boolean isComplete(ModelASTPipelineDef model, String jenkinsfile) {
        return model.getSourceLocation() instanceof ASTNode block
                && CodeOutsidePipelineValidator.isEmpty(
                        jenkinsfile,
                        block.getLineNumber(),
                        block.getColumnNumber(),
                        block.getLastLineNumber(),
                        block.getLastColumnNumber());
    }

    private static List<String> messages(MultipleCompilationErrorsException e) {
        return ((List<?>) e.getErrorCollector().getErrors())
                .stream().map(PipelineModelDefinitionConverter::message).toList();
    }

    private static String message(Object error) {
        if (error instanceof SyntaxErrorMessage syntax) {
            return String.valueOf(syntax.getCause().getMessage());
        }
        return error instanceof ExceptionMessage exception
                ? String.valueOf(exception.getCause().getMessage())
                : "";
    }

    private static EngineRefusalException refusal(String what, List<String> errors, String source) {
        return new EngineRefusalException(Reason.NOT_CONVERTIBLE, what + CompilerErrorRedactor.redact(errors, source));
    }
}
