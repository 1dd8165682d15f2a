using EcomCenter.Contracts;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// A fault of one field. Its text (<c>fault.{Code}</c>) says what is wrong and what to do. <paramref name="Field"/> is the name that the
/// sender used, for example <c>requester.phone</c>.
/// </summary>
public sealed record FieldFault(string Field, string Code, params (string Name, object Value)[] Values)
{
    public string Describe(Language language) => DeskTexts.Format(language, "fault." + Code, Values);
}
