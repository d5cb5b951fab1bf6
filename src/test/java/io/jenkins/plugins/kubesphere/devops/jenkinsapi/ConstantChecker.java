package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * Checks declared constants. The compiler copies their values into our byte code, so our code uses a wrong declared
 * value also at run time.
 */
final class ConstantChecker {
    private ConstantChecker() {}

    /** Returns one line for each declared constant whose real value is different, or is not known at compile time. */
    static Set<String> check(ClassNode declared, ClassNode real) {
        TreeSet<String> findings = new TreeSet<>();
        for (FieldNode constant : declared.fields) {
            if (constant.value != null) {
                LinkSymbol symbol = new LinkSymbol(declared.name, constant.name, constant.desc);
                Optional<FieldNode> field = real.fields.stream()
                        .filter(other -> other.name.equals(constant.name))
                        .findFirst();
                if (field.isPresent() && !constant.value.equals(field.get().value)) {
                    Object value = field.get().value;
                    findings.add(symbol + ": declared as the constant " + constant.value + ", in fact "
                            + (value == null ? "not a constant" : value));
                }
            }
        }
        return findings;
    }
}
