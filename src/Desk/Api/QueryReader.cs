using System.Globalization;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>
/// Reads query parameters and collects their faults. An unreadable parameter is malformed (400), a wrong value is invalid (422).
/// </summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;
    private readonly List<FieldFault> _malformed = [];
    private readonly List<FieldFault> _invalid = [];

    public QueryReader(HttpRequest request, params IReadOnlyList<ApiParameter> parameters)
    {
        _query = request.Query;
        var known = parameters.Select(parameter => parameter.Name).ToList();
        foreach (var name in _query.Keys.Where(name => !known.Contains(name) && name != RequestLanguage.Query))
            _malformed.Add(new(name, "unknownParameter", ("known", string.Join(", ", known))));
    }

    public ProblemResult? Problem =>
        _malformed.Count > 0 ? ApiProblems.InvalidQuery(StatusCodes.Status400BadRequest, [.. _malformed, .. _invalid])
        : _invalid.Count > 0 ? ApiProblems.InvalidQuery(StatusCodes.Status422UnprocessableEntity, _invalid) : null;

    public string? ReadText(string name)
    {
        string? text = _query[name];
        if (string.IsNullOrEmpty(text)) return null;
        if (CleanText.IsValid(text)) return CleanText.TrimToNull(text);
        AddInvalid(name, "brokenCharacters");
        return null;
    }

    public T? ReadEnum<T>(string name)
        where T : struct, Enum => ReadEnums<T>(name) is [var one, ..] ? one : null;

    /// <summary>Reads several values, separated by commas or given by repeating the parameter.</summary>
    public IReadOnlyList<T> ReadEnums<T>(string name)
        where T : struct, Enum
    {
        var values = (ReadText(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var read = values.Select(EnumVocabulary<T>.ParseOrNull).ToList();
        if (read.Contains(null)) _invalid.Add(EnumVocabulary<T>.UnknownFault(name));
        return [.. read.OfType<T>()];
    }

    public string? ReadCode(string name, IEnumerable<string> known)
    {
        if (ReadText(name) is not { } code) return null;
        if (known.Contains(code)) return code;
        _invalid.Add(new(name, "unknownCode", ("known", string.Join(", ", known))));
        return null;
    }

    public long ReadNumber(string name, long min, long max, long defaultValue)
    {
        if (ReadText(name) is not { } text) return defaultValue;
        var fault = new FieldFault(name, "rangeOfNumber", ("least", min), ("most", max));
        var isNegative = text[0] == '-' && text.Length > 1 && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
        var fits = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (!text.All(char.IsAsciiDigit) && !isNegative) _malformed.Add(fault);
        else if (!fits || number < min || number > max) _invalid.Add(fault);
        else return number;
        return defaultValue;
    }

    /// <summary>
    /// Reads a time, or a day of the time zone. A day yields its start, or with <paramref name="endOfDay"/> the start of the next day.
    /// </summary>
    public DateTimeOffset? ReadTime(string name, TimeZoneInfo zone, bool endOfDay)
    {
        if (ReadText(name) is not { } text) return null;
        if (LocalDays.Read(text, "yyyy-MM-dd") is { } day) return LocalDays.StartOf(endOfDay ? day.AddDays(1) : day, zone);
        // An unescaped plus sign of the offset arrives as a space.
        var time = SentTime.Parse(text.Replace(' ', '+'));
        if (time.Fault is { } fault) _malformed.Add(new(name, fault));
        return time.At;
    }

    public void AddMalformed(string name, string code) => _malformed.Add(new(name, code));

    public void AddInvalid(string name, string code) => _invalid.Add(new(name, code));
}
