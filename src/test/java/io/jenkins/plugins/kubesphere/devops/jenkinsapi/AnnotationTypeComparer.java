package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Compares declared annotation types with the real ones. With a wrong retention, the code compiles and links, but the
 * annotation is not visible at run time.
 */
final class AnnotationTypeComparer {
    /** Annotations that the compiler and annotation processors read from the declaration: they must be the same. */
    private static final Set<String> READ_AT_COMPILE_TIME = Set.of(
            "java.lang.annotation.Retention",
            "java.lang.annotation.Target",
            "java.lang.annotation.Inherited",
            "java.lang.annotation.Repeatable",
            "net.java.sezpoz.Indexable",
            "org.jvnet.hudson.annotation_indexer.Indexed");

    private AnnotationTypeComparer() {}

    /** Returns one line for each difference in meta-annotations, elements and default values. */
    static Set<String> compare(ClassNode declared, ClassNode real) {
        TreeSet<String> findings = new TreeSet<>();
        if ((declared.access & Opcodes.ACC_ANNOTATION) == 0) {
            return findings;
        }
        String name = LinkSymbol.type(declared.name).toString();
        Map<String, String> ours = metaAnnotations(declared);
        Map<String, String> theirs = metaAnnotations(real);
        TreeSet<String> compared = new TreeSet<>(theirs.keySet());
        compared.retainAll(READ_AT_COMPILE_TIME);
        compared.addAll(ours.keySet());
        for (String meta : compared) {
            String expected = theirs.getOrDefault(meta, "absent");
            String actual = ours.getOrDefault(meta, "absent");
            if (!actual.equals(expected)) {
                findings.add(name + ": @" + meta + " is declared as " + actual + ", in fact " + expected);
            }
        }
        for (MethodNode element : real.methods) {
            checkElement(declared, element).ifPresent(problem -> {
                findings.add(new LinkSymbol(real.name, element.name, element.desc) + ": " + problem);
            });
        }
        return findings;
    }

    private static Optional<String> checkElement(ClassNode declared, MethodNode real) {
        Optional<MethodNode> same = declared.methods.stream()
                .filter(method -> method.name.equals(real.name))
                .findFirst();
        if (same.isEmpty()) {
            // An element with a default value need not be declared if nobody sets it.
            return real.annotationDefault == null && (real.access & Opcodes.ACC_ABSTRACT) != 0
                    ? Optional.of("required, and not declared")
                    : Optional.empty();
        }
        String expected = text(real.annotationDefault);
        String actual = text(same.get().annotationDefault);
        return actual.equals(expected)
                ? Optional.empty()
                : Optional.of("its default is declared as " + actual + ", in fact " + expected);
    }

    private static Map<String, String> metaAnnotations(ClassNode type) {
        TreeMap<String, String> annotations = new TreeMap<>();
        Stream.of(type.visibleAnnotations, type.invisibleAnnotations)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(annotation -> annotations.put(
                        Type.getType(annotation.desc).getClassName(),
                        values(annotation).toString()));
        // Only Javadoc reads these.
        annotations.remove("java.lang.annotation.Documented");
        return annotations;
    }

    private static TreeMap<String, String> values(AnnotationNode annotation) {
        TreeMap<String, String> values = new TreeMap<>();
        List<Object> pairs = annotation.values == null ? List.of() : annotation.values;
        for (int i = 0; i < pairs.size(); i += 2) {
            values.put(pairs.get(i).toString(), text(pairs.get(i + 1)));
        }
        return values;
    }

    private static String text(Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof String[] constant) {
            return constant[1];
        }
        if (value instanceof Type type) {
            return type.getClassName();
        }
        if (value instanceof AnnotationNode annotation) {
            return "@" + Type.getType(annotation.desc).getClassName() + values(annotation);
        }
        if (value instanceof List<?> list) {
            // The order of targets has no meaning, and no other array here has more than one element.
            List<String> texts = new ArrayList<>(
                    list.stream().map(AnnotationTypeComparer::text).toList());
            texts.sort(null);
            return texts.toString();
        }
        // With quotes, so that an empty string is visible.
        return value instanceof String ? "\"" + value + "\"" : Objects.toString(value);
    }
}
