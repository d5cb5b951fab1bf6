package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;

/**
 * Handles the keywords in a section of a declarative Pipeline. Groovy calls a method of the delegate for each keyword.
 * Groovy cannot read properties of the delegate: otherwise a private field would hide a variable of the Jenkinsfile
 * with the same name.
 */
abstract class SectionDelegate extends GroovyObjectSupport {
    /**
     * Runs the closure of a section. A name is resolved as a keyword of the delegate first, then as a name outside the
     * section.
     */
    static void read(SectionDelegate delegate, Closure<?> body) {
        body.setDelegate(delegate);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
    }

    /**
     * Called for each keyword in the section, with its arguments.
     *
     * @return what the call of the keyword returns to the Jenkinsfile; null for nothing
     */
    abstract Object invokeKeyword(String name, Object... arguments);

    @Override
    public final Object invokeMethod(String name, Object arguments) {
        return invokeKeyword(name, (Object[]) arguments);
    }

    @Override
    public Object getProperty(String name) {
        throw new MissingPropertyException(name, getClass());
    }

    @Override
    public void setProperty(String name, Object value) {
        throw new MissingPropertyException(name, getClass());
    }
}
