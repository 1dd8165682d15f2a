using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>A type of the assembly and all types that it uses: base types, fields, signatures, attributes and method bodies.</summary>
internal sealed record TypeUse(string Name, bool IsSetup, bool IsJob, IReadOnlySet<string> Uses)
{
    public string Namespace => UsedTypes.NamespaceOf(Name);
}

/// <summary>
/// Reads the used types from an assembly's metadata and IL. Nested types, lambdas and state machines count for the type that contains
/// them, so that uses inside method bodies are found too.
/// </summary>
internal sealed class UsedTypes
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly SignatureTypeCollector _names;
    private HashSet<string> _used = [];

    private UsedTypes(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _names = new(this);
    }

    public static IReadOnlyList<TypeUse> ReadFrom(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        return new UsedTypes(file).Read();
    }

    public static string NamespaceOf(string type) => type.LastIndexOf('.') is var dot and > 0 ? type[..dot] : "";

    private List<TypeUse> Read() =>
    [
        .. _reader.TypeDefinitions.GroupBy(handle => GetName(handle)).Select(parts =>
        {
            _used = [];
            foreach (var part in parts) Visit(_reader.GetTypeDefinition(part));
            _used.Remove(parts.Key);
            return new TypeUse(parts.Key, parts.Any(RegistersServices), parts.Any(IsJob), _used);
        }),
    ];

    private void Visit(TypeDefinition type)
    {
        Record(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations()) Record(_reader.GetInterfaceImplementation(handle).Interface);
        foreach (var handle in type.GetCustomAttributes()) Record(_reader.GetCustomAttribute(handle).Constructor);
        foreach (var parameter in type.GetGenericParameters()) Record(parameter);
        foreach (var handle in type.GetFields()) Visit(_reader.GetFieldDefinition(handle));
        foreach (var handle in type.GetProperties())
            foreach (var attribute in _reader.GetPropertyDefinition(handle).GetCustomAttributes())
                Record(_reader.GetCustomAttribute(attribute).Constructor);
        foreach (var handle in type.GetMethods()) Visit(_reader.GetMethodDefinition(handle));
    }

    private void Visit(FieldDefinition field)
    {
        field.DecodeSignature(_names, null);
        foreach (var handle in field.GetCustomAttributes()) Record(_reader.GetCustomAttribute(handle).Constructor);
    }

    private void Visit(MethodDefinition method)
    {
        method.DecodeSignature(_names, null);
        foreach (var handle in method.GetCustomAttributes()) Record(_reader.GetCustomAttribute(handle).Constructor);
        foreach (var parameter in method.GetGenericParameters()) Record(parameter);
        foreach (var handle in method.GetParameters())
            foreach (var attribute in _reader.GetParameter(handle).GetCustomAttributes())
                Record(_reader.GetCustomAttribute(attribute).Constructor);
        if (method.RelativeVirtualAddress == 0) return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        foreach (var region in body.ExceptionRegions) Record(region.CatchType);
        Visit(body.GetILReader());
    }

    private void Visit(BlobReader il)
    {
        while (il.RemainingBytes > 0)
        {
            var first = il.ReadByte();
            var code = OpCodesByValue[first == 0xFE ? (short)(0xFE00 | il.ReadByte()) : first];
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Record(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var cases = il.ReadInt32();
                    il.Offset += 4 * cases;
                    break;
                default:
                    il.Offset += SizeOf(code.OperandType);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void Record(GenericParameterHandle handle)
    {
        foreach (var constraint in _reader.GetGenericParameter(handle).GetConstraints())
            Record(_reader.GetGenericParameterConstraint(constraint).Type);
    }

    private void Record(EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference:
                _used.Add(GetName(handle));
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_names, null);
                break;
            case HandleKind.FieldDefinition:
                Record(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodDefinition:
                Record(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Record(_reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                var generic = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Record(generic.Method);
                generic.DecodeSignature(_names, null);
                break;
        }
    }

    private void Record(MemberReference member)
    {
        Record(member.Parent);
        if (member.GetKind() is MemberReferenceKind.Field) member.DecodeFieldSignature(_names, null);
        else member.DecodeMethodSignature(_names, null);
    }

    private string GetName(EntityHandle handle)
    {
        if (handle.Kind is HandleKind.TypeReference)
        {
            var used = _reader.GetTypeReference((TypeReferenceHandle)handle);
            return used.ResolutionScope.Kind is HandleKind.TypeReference ? GetName(used.ResolutionScope)
                : JoinName(used.Namespace, used.Name);
        }

        var type = _reader.GetTypeDefinition((TypeDefinitionHandle)handle);
        return type.IsNested ? GetName(type.GetDeclaringType()) : JoinName(type.Namespace, type.Name);
    }

    private string JoinName(StringHandle space, StringHandle name) =>
        space.IsNil ? _reader.GetString(name) : $"{_reader.GetString(space)}.{_reader.GetString(name)}";

    private bool RegistersServices(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        return type.Attributes.HasFlag(TypeAttributes.Abstract | TypeAttributes.Sealed) && type.GetMethods().Any(m =>
            _reader.GetMethodDefinition(m).DecodeSignature(_names, null)
                .ParameterTypes.Contains("Microsoft.Extensions.DependencyInjection.IServiceCollection"));
    }

    private bool IsJob(TypeDefinitionHandle handle) => _reader.GetTypeDefinition(handle).GetInterfaceImplementations()
        .Select(i => _reader.GetInterfaceImplementation(i).Interface)
        .Any(i => i.Kind is HandleKind.TypeReference && GetName(i) == "Quartz.IJob");

    /// <summary>Collects the types in a signature.</summary>
    private sealed class SignatureTypeCollector(UsedTypes owner) : ISignatureTypeProvider<string, object?>
    {
        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Collect(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Collect(handle);

        public string GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetSZArrayType(string elementType) => elementType;

        private string Collect(EntityHandle handle)
        {
            var name = owner.GetName(handle);
            owner._used.Add(name);
            return name;
        }
    }
}
