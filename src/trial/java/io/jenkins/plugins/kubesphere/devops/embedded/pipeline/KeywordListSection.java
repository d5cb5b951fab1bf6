package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Reads a section whose entries are all of one kind: stages, parameters, conditions of {@code post}. */
public final class KeywordListSection extends SectionDelegate {
    private final String section;
    private final Predicate<String> isAllowed;
    private final BiConsumer<String, Object[]> onKeyword;

    /** @param section name of the section, for the error message */
    KeywordListSection(String section, Predicate<String> isAllowed, BiConsumer<String, Object[]> onKeyword) {
        this.section = section;
        this.isAllowed = isAllowed;
        this.onKeyword = onKeyword;
    }

    @Override
    Object invokeKeyword(String name, Object... arguments) {
        if (!isAllowed.test(name)) {
            throw StepFailedException.unsupported("\"" + name + "\" in " + section);
        }
        onKeyword.accept(name, arguments);
        return null;
    }
}
