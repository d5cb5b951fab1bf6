package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Removes everything from a Jenkinsfile except the settings of its job. Reading the settings then runs no steps, only
 * the Groovy code inside the settings.
 */
final class JobPropertiesOnlyCustomizer extends CompilationCustomizer {
    private static final Set<String> OPTIONS =
            Set.of(DeclarativeOptions.BUILD_DISCARDER, DeclarativeOptions.DISABLE_CONCURRENT_BUILDS);

    JobPropertiesOnlyCustomizer() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode script) {
        List<Statement> top = source.getAST().getStatementBlock().getStatements();
        top.removeIf(statement -> body(statement, "pipeline") == null);
        for (Statement pipeline : top) {
            List<Statement> sections = body(pipeline, "pipeline");
            sections.removeIf(section -> body(section, "parameters") == null && body(section, "options") == null);
            sections.stream()
                    .filter(section -> body(section, "options") != null)
                    .forEach(options ->
                            body(options, "options").removeIf(option -> !OPTIONS.contains(methodName(option))));
        }
    }

    /** Returns the statements of a block {@code name { … }}; null if the statement is not such a block. */
    private static List<Statement> body(Statement statement, String name) {
        return name.equals(methodName(statement))
                        && statement instanceof ExpressionStatement expression
                        && expression.getExpression() instanceof MethodCallExpression call
                        && call.getArguments() instanceof ArgumentListExpression arguments
                        && arguments.getExpressions().size() == 1
                        && arguments.getExpression(0) instanceof ClosureExpression closure
                        && closure.getCode() instanceof BlockStatement block
                ? block.getStatements()
                : null;
    }

    /** Returns the name of the method that a statement calls; empty if the statement is not a method call. */
    private static String methodName(Statement statement) {
        return statement instanceof ExpressionStatement expression
                        && expression.getExpression() instanceof MethodCallExpression call
                        && call.getMethodAsString() != null
                ? call.getMethodAsString()
                : "";
    }
}
