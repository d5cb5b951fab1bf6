package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * A class, field or method with the names that the virtual machine uses to link.
 *
 * @param owner internal name of the class
 * @param name name of the member, or null for the class itself
 * @param descriptor descriptor of the member, or null for the class itself
 */
record LinkSymbol(String owner, String name, String descriptor) {
    static LinkSymbol type(String internalName) {
        return new LinkSymbol(internalName, null, null);
    }

    boolean isType() {
        return name == null;
    }

    boolean isMethod() {
        return name != null && descriptor.startsWith("(");
    }

    /** The form that people write: {@code hudson.model.Job.getBuild(java.lang.String): hudson.model.Run}. */
    @Override
    public String toString() {
        String type = Type.getObjectType(owner).getClassName();
        if (isType()) {
            return type;
        }
        if (!isMethod()) {
            return type + "." + name + ": " + Type.getType(descriptor).getClassName();
        }
        String parameters = Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .collect(Collectors.joining(", "));
        return type + "." + name + "(" + parameters + "): "
                + Type.getReturnType(descriptor).getClassName();
    }
}
