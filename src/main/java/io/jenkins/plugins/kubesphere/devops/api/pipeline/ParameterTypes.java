package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import java.util.List;

/** Values of {@link PipelineParameter#type()}. Users write them; another value is reported in a condition. */
public final class ParameterTypes {
    /** One line of text. */
    public static final String STRING = "string";

    /** Several lines of text. */
    public static final String TEXT = "text";

    /** {@code true} or {@code false}. */
    public static final String BOOLEAN = "boolean";

    /** One of the lines of the default value. */
    public static final String CHOICE = "choice";

    /** A text that Jenkins does not show. */
    public static final String PASSWORD = "password";

    /** A file that is uploaded when the run is started in the engine. */
    public static final String FILE = "file";

    /** All values, in the order in which messages list them. */
    public static final List<String> ALL = List.of(STRING, TEXT, BOOLEAN, CHOICE, PASSWORD, FILE);

    private ParameterTypes() {}
}
