package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Reads a section whose entries are all of one kind: stages, parameters, conditions of {@code post}. */
public final class KeywordListSection extends SectionDelegate {
    private final Predicate<String> isAllowed;
    private final BiConsumer<String, Object[]> onKeyword;

    KeywordListSection(Predicate<String> isAllowed, BiConsumer<String, Object[]> onKeyword) {
        this.isAllowed = isAllowed;
        this.onKeyword = onKeyword;
    }

    @Override
    Object invokeKeyword(String name, Object... arguments) {
        if (!isAllowed.test(name)) {
            throw StepFailedException.unsupported("\"" + name + "\" in this section");
        }
        onKeyword.accept(name, arguments);
        return null;
    }
}
