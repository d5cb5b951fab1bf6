package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code parameters { … }}. */
public final class ParametersSection {
    private final List<DeclaredParameter> declared = new ArrayList<>();

    List<DeclaredParameter> declared() {
        return List.copyOf(declared);
    }

    public void string(Map<String, ?> named) {
        add(ParameterTypes.STRING, named);
    }

    public void text(Map<String, ?> named) {
        add(ParameterTypes.TEXT, named);
    }

    public void password(Map<String, ?> named) {
        add(ParameterTypes.PASSWORD, named);
    }

    public void booleanParam(Map<String, ?> named) {
        boolean on = Boolean.parseBoolean(String.valueOf(named.get("defaultValue")));
        declared.add(DeclaredParameter.plain(name(named), ParameterTypes.BOOLEAN, on));
    }

    /** @param named {@code choices} is a list, or text with one choice on each line */
    public void choice(Map<String, ?> named) {
        Object choices = named.get("choices");
        List<String> words = choices instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : String.valueOf(choices).lines().toList();
        declared.add(DeclaredParameter.choice(name(named), words));
    }

    private void add(String type, Map<String, ?> named) {
        declared.add(DeclaredParameter.plain(name(named), type, named.get("defaultValue")));
    }

    private static String name(Map<String, ?> named) {
        return String.valueOf(named.get("name"));
    }
}
