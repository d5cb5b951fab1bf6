package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;

/**
 * Handles the keywords in a section of a declarative Pipeline, which Groovy passes to it as method calls. Groovy can
 * read no property of it: otherwise a private field would hide a variable of the Jenkinsfile that has the same name.
 */
abstract class SectionDelegate extends GroovyObjectSupport {
    /**
     * Runs the closure of a section. Names in it mean keywords of the delegate first, then names around the section.
     */
    static void read(SectionDelegate delegate, Closure<?> body) {
        body.setDelegate(delegate);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
    }

    /**
     * Called for each keyword in the section, with its arguments.
     *
     * @return the value of the keyword in the Jenkinsfile; null for no value
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
