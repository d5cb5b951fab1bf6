package io.jenkins.plugins.kubesphere.devops.hpi;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds classes and members with an annotation in class files. */
final class AnnotatedClassFinder extends ClassVisitor {
    private final String descriptor;
    private final Set<String> found;
    private String type;

    private AnnotatedClassFinder(String descriptor, Set<String> found) {
        super(Opcodes.ASM9);
        this.descriptor = descriptor;
        this.found = found;
    }

    /** Names of the classes that have the annotation themselves, or on a method or field. */
    static Set<String> classes(String annotation, Collection<byte[]> classFiles) {
        Set<String> found = new TreeSet<>();
        String descriptor = "L" + annotation.replace('.', '/') + ";";
        classFiles.forEach(file ->
                new ClassReader(file).accept(new AnnotatedClassFinder(descriptor, found), ClassReader.SKIP_CODE));
        return found;
    }

    private AnnotationVisitor recordIfSearched(String seen) {
        if (seen.equals(descriptor)) {
            found.add(type);
        }
        return null;
    }

    @Override
    public void visit(int version, int access, String name, String generics, String superName, String[] interfaces) {
        type = Type.getObjectType(name).getClassName();
    }

    @Override
    public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        return recordIfSearched(annotation);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String generics, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return recordIfSearched(annotation);
            }
        };
    }

    @Override
    public FieldVisitor visitField(int access, String name, String type, String generics, Object value) {
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return recordIfSearched(annotation);
            }
        };
    }
}
