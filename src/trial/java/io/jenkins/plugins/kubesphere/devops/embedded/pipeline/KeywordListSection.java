package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Reads a section whose entries are all of one kind: stages, parameters, conditions of {@code post}. */
public final class KeywordListSection extends SectionDelegate {
    private final Predicate<String> known;
    private final BiConsumer<String, Object[]> reader;

    KeywordListSection(Predicate<String> known, BiConsumer<String, Object[]> reader) {
        this.known = known;
        this.reader = reader;
    }

    @Override
    Object invokeKeyword(String name, Object... arguments) {
        if (!known.test(name)) {
            throw StepFailedException.unsupported("\"" + name + "\" in this section");
        }
        reader.accept(name, arguments);
        return null;
    }
}
