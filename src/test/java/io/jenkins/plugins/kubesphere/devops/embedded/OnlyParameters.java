package io.jenkins.plugins.kubesphere.devops.embedded;

import java.util.List;
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

/** Leaves nothing of a Jenkinsfile but {@code pipeline { parameters { … } }}, so that reading it runs nothing else. */
final class OnlyParameters extends CompilationCustomizer {
    OnlyParameters() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode script) {
        List<Statement> top = source.getAST().getStatementBlock().getStatements();
        top.removeIf(statement -> body(statement, "pipeline") == null);
        top.forEach(pipeline -> body(pipeline, "pipeline").removeIf(section -> body(section, "parameters") == null));
    }

    /** The statements of a block {@code name { … }}, null if the statement is something else. */
    private static List<Statement> body(Statement statement, String name) {
        return statement instanceof ExpressionStatement expression
                        && expression.getExpression() instanceof MethodCallExpression call
                        && name.equals(call.getMethodAsString())
                        && call.getArguments() instanceof ArgumentListExpression arguments
                        && arguments.getExpressions().size() == 1
                        && arguments.getExpression(0) instanceof ClosureExpression closure
                        && closure.getCode() instanceof BlockStatement block
                ? block.getStatements()
                : null;
    }
}
