package io.jenkins.plugins.kubesphere.devops.kapis.description;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names of schemas. Two types of one name would silently become one schema. */
final class UniqueTypeNames extends TypeNameResolver {
    private final Map<String, Class<?>> known = new HashMap<>();

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        Class<?> outer = type.getEnclosingClass();
        // A part of a document has a common word as its name.
        String prefix = outer != null && outer.isRecord() ? outer.getSimpleName() : "";
        String name = prefix + super.nameForClass(type, options);
        Class<?> other = known.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(
                    "the schema " + name + " is of " + type + " and of " + other + "; rename one of them");
        }
        return name;
    }

    /** The types whose names were asked for. */
    Map<String, Class<?>> known() {
        return known;
    }
}
