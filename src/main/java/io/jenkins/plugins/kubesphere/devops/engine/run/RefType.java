package io.jenkins.plugins.kubesphere.devops.engine.run;

import io.jenkins.plugins.kubesphere.devops.api.run.ScmRefTypes;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What a run of a multi-branch pipeline wants to build. A branch and a tag may have the same name. */
public enum RefType {
    BRANCH("a branch", ScmRefTypes.BRANCH),
    TAG("a tag", ScmRefTypes.TAG),
    CHANGE_REQUEST("a pull or merge request", ScmRefTypes.PULL_REQUEST);

    private final String description;
    private final String word;

    RefType(String description, String word) {
        this.description = description;
        this.word = word;
    }

    /** Returns the type with an article, for messages. */
    public String description() {
        return description;
    }

    /** Returns one of {@link ScmRefTypes}. */
    public String word() {
        return word;
    }

    /**
     * Returns the type that a run names.
     *
     * @param refType one of {@link ScmRefTypes}, in any case, or null
     * @return empty for null, for an empty text and for any other word, which clients may write for display
     */
    public static Optional<RefType> parse(String refType) {
        return switch (Objects.requireNonNullElse(refType, "").strip().toLowerCase(Locale.ROOT)) {
            case ScmRefTypes.BRANCH -> Optional.of(BRANCH);
            case ScmRefTypes.TAG -> Optional.of(TAG);
            case ScmRefTypes.PULL_REQUEST, ScmRefTypes.MERGE_REQUEST -> Optional.of(CHANGE_REQUEST);
            default -> Optional.empty();
        };
    }
}
