using System.Buffers;
using System.Text;
using EcomCenter.Desk.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EcomCenter.Desk.Http;

/// <summary>
/// A multipart form with files, read as a stream. Its text fields become the request's form even if a file is too large or the connection
/// breaks in the middle of one. Text fields are sent before files, so the form can be shown again with everything that was typed.
/// </summary>
public sealed class FormWithFiles : IAsyncDisposable
{
    /// <summary>
    /// The most bytes read from one request. Larger than the file limits, so that an oversized upload still gets an error message.
    /// </summary>
    private const long MaxRequestBytes = 200 * 1024 * 1024;

    /// <summary>The most bytes that all files of one form may have together.</summary>
    private const long MaxTotalFileBytes = 3 * AttachmentStore.MaxFileBytes;

    private const int MaxFieldLength = 256 * 1024, MaxParts = 64;

    /// <summary>The most letters of all fields together. They are held in memory before anybody knows who sends them.</summary>
    private const int MaxTotalFieldLength = 2 * MaxFieldLength;

    private readonly List<ReceivedFile> _files = [];
    private readonly Dictionary<string, StringValues> _fields = new(StringComparer.Ordinal);

    private readonly HttpContext _http;
    private readonly UploadLimits _limits;
    private readonly Func<Task<bool>>? _mayBringFiles;
    private bool? _bringsFiles;
    private int _fieldLength;

    private FormWithFiles(HttpContext http, UploadLimits limits, Func<Task<bool>>? mayBringFiles) =>
        (_http, _limits, _mayBringFiles) = (http, limits, mayBringFiles);

    public IReadOnlyList<ReceivedFile> Files => _files;

    /// <summary>True if one file, or all files together, exceed the limit.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>The reason why a file was not taken although it is not too large; null if there is none.</summary>
    public FileRefusal? FirstRefusal => _files.Select(file => file.Refusal)
        .FirstOrDefault(refusal => refusal is not null and not FileRefusal.TooLarge);

    /// <summary>True if the body ended early or is not a valid multipart form.</summary>
    public bool Malformed { get; private set; }

    public static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a multipart request. Any other request yields an empty form, because it has no files.</summary>
    /// <param name="mayBringFiles">
    /// Called before the first file is written to disk; the request's form then has the fields that came before it, among them the
    /// antiforgery token. If it returns false, all files are read and dropped.
    /// </param>
    public static async Task<FormWithFiles> ReadAsync(HttpContext http, UploadLimits limits, Func<Task<bool>>? mayBringFiles = null)
    {
        var form = new FormWithFiles(http, limits, mayBringFiles);
        if (!IsMultipart(http.Request)) return form;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxRequestBytes;
        try
        {
            await form.ReadPartsAsync(http.RequestAborted);
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            form.TooLarge = true;
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException && !http.RequestAborted.IsCancellationRequested)
        {
            form.Malformed = true;
        }

        http.Request.Form = new FormCollection(form._fields);
        return form;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }

    private async Task ReadPartsAsync(CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(_http.Request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            throw new InvalidDataException("The multipart boundary is missing or too long.");
        var reader = new MultipartReader(boundary, _http.Request.Body);
        for (var count = 0; await reader.ReadNextSectionAsync(cancellation) is { } part; count++)
        {
            if (count >= MaxParts) throw new InvalidDataException("The multipart form has too many parts.");
            if (part.GetContentDispositionHeader() is not { } disposition) continue;
            if (disposition.IsFileDisposition()) await ReadFileAsync(part, disposition, cancellation);
            else if (disposition.IsFormDisposition()) await ReadFieldAsync(part, disposition, cancellation);
        }
    }

    private async Task ReadFieldAsync(MultipartSection part, ContentDispositionHeaderValue disposition, CancellationToken cancellation)
    {
        using var reader = new StreamReader(part.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = ArrayPool<char>.Shared.Rent(MaxFieldLength);
        try
        {
            // Longer text is cut here. It still exceeds the limit of every field, so validation reports it.
            var length = await reader.ReadBlockAsync(buffer.AsMemory(0, MaxFieldLength), cancellation);
            if ((_fieldLength += length) > MaxTotalFieldLength) throw new InvalidDataException("The fields of the form are too long.");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            _fields[name] = StringValues.Concat(_fields.GetValueOrDefault(name), new string(buffer, 0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task ReadFileAsync(
        MultipartSection part, ContentDispositionHeaderValue disposition, CancellationToken cancellation)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        // A refused file does not count against the total, so the other files are still accepted.
        var used = _files.Where(f => f.Refusal is null).Sum(f => f.Size);
        var maxBytes = Math.Min(AttachmentStore.MaxFileBytes, MaxTotalFileBytes - used);
        var sent = new MultipartFile(part.Body, HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", name);
        var file = await ReceivedFile.ReadAsync(
            sent, _limits, _http.GetRateLimitKey(), await MayBringFilesAsync(), maxBytes, cancellation);
        // A file field without a chosen file is sent empty and without a name.
        if (file.Size == 0 && string.IsNullOrEmpty(name)) await file.DisposeAsync();
        else _files.Add(file);
        TooLarge |= file.TooLarge;
    }

    private async Task<bool> MayBringFilesAsync()
    {
        if (_bringsFiles is { } known) return known;
        _http.Request.Form = new FormCollection(_fields);
        _bringsFiles = _mayBringFiles is null || await _mayBringFiles();
        return _bringsFiles.Value;
    }
}
