package io.jenkins.plugins.kubesphere.devops.embedded;

import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Lets {@code sleep} in a Jenkinsfile mean the step. Groovy gives every object a method of that name, which would win
 * and wait milliseconds.
 */
final class SleepIsAStep extends CompilationCustomizer {
    SleepIsAStep() {
        super(CompilePhase.CANONICALIZATION);
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
                    call.setMethod(new ConstantExpression(PipelineScript.SLEEP));
                }
                super.visitMethodCallExpression(call);
            }
        }.visitClass(script);
    }
}
