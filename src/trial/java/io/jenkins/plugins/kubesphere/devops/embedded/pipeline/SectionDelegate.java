package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;

/**
 * What Groovy asks for the words in a section of a declarative Pipeline. It has no properties: Groovy would also give
 * private fields to the Jenkinsfile, in the place of its own variables of that name.
 */
abstract class SectionDelegate extends GroovyObjectSupport {
    /** Lets Groovy read a section: names in it mean words of the delegate, then what is around the section. */
    static void read(SectionDelegate delegate, Closure<?> body) {
        body.setDelegate(delegate);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
    }

    /**
     * Called for each word, with what stands behind it.
     *
     * @return what the word gives in the Jenkinsfile, null for nothing
     */
    abstract Object word(String name, Object... given);

    @Override
    public final Object invokeMethod(String name, Object arguments) {
        return word(name, (Object[]) arguments);
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
