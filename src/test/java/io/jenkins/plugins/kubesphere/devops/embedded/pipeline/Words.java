package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailure;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A section whose words are of one kind: stages, parameters, conditions of {@code post}. */
public final class Words extends GroovyObjectSupport {
    private final Predicate<String> known;
    private final BiConsumer<String, Object[]> reader;

    Words(Predicate<String> known, BiConsumer<String, Object[]> reader) {
        this.known = known;
        this.reader = reader;
    }

    /** Groovy calls this for each word. */
    @Override
    public Object invokeMethod(String word, Object arguments) {
        if (!known.test(word)) {
            throw StepFailure.unknown("\"" + word + "\" here");
        }
        reader.accept(word, (Object[]) arguments);
        return null;
    }
}
