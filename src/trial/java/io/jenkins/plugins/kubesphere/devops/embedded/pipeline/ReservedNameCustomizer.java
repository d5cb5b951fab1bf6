package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import java.util.Map;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Renames {@code sleep} and {@code equals expected: …} in a Jenkinsfile. Without this, Groovy would not call the step
 * and the condition, but the methods {@code sleep} and {@code equals} that every object has.
 */
final class ReservedNameCustomizer extends CompilationCustomizer {
    private static final Map<String, String> ORIGINALS = Map.of("sleepStep", "sleep", "equalsCondition", "equals");

    ReservedNameCustomizer() {
        super(CompilePhase.CANONICALIZATION);
    }

    /** Returns the name that the Jenkinsfile uses. */
    static String originalName(String name) {
        return ORIGINALS.getOrDefault(name, name);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode script) {
        new ClassCodeVisitorSupport() {
            @Override
            protected SourceUnit getSourceUnit() {
                return source;
            }

            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                if (call.isImplicitThis() && "sleep".equals(call.getMethodAsString())) {
                    call.setMethod(new ConstantExpression("sleepStep"));
                }
                if (call.isImplicitThis()
                        && "equals".equals(call.getMethodAsString())
                        && call.getArguments() instanceof TupleExpression arguments
                        && arguments.getExpressions().stream()
                                .anyMatch(NamedArgumentListExpression.class::isInstance)) {
                    call.setMethod(new ConstantExpression("equalsCondition"));
                }
                super.visitMethodCallExpression(call);
            }
        }.visitClass(script);
    }
}
