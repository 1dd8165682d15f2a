using System.Buffers;
using System.Text;
using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EcomCenter.Desk.Web.Files;

/// <summary>
/// A multipart form with files, read as a stream. Its text fields become the request's form even if a file is too large or the connection
/// breaks in the middle of one. Text fields are sent before files, so the form can be shown again with everything that was typed.
/// </summary>
public sealed class FormWithFiles : IAsyncDisposable
{
    /// <summary>
    /// The most bytes read from one request. Larger than the file limits, so that an oversized upload still gets an error message.
    /// </summary>
    private const long LongestRequest = 200 * 1024 * 1024;

    /// <summary>The most bytes that all files of one form may have together.</summary>
    private const long LongestTogether = 3 * AttachmentStore.LongestFile;

    private const int LongestWords = 256 * 1024, MostFields = 64;

    private readonly List<SentFile> _files = [];
    private readonly Dictionary<string, StringValues> _words = new(StringComparer.Ordinal);

    private FormWithFiles()
    {
    }

    public IReadOnlyList<SentFile> Files => _files;

    /// <summary>True if one file, or all files together, exceed the limit.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>True if the body ended early or is not a valid multipart form.</summary>
    public bool Broken { get; private set; }

    public static bool Is(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a multipart request. Any other request yields an empty form, because it has no files.</summary>
    public static async Task<FormWithFiles> ReadAsync(HttpContext http, DataDirectory place)
    {
        var form = new FormWithFiles();
        if (!Is(http.Request)) return form;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LongestRequest;
        try
        {
            await form.ReadPartsAsync(http, place);
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            form.TooLarge = true;
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException && !http.RequestAborted.IsCancellationRequested)
        {
            form.Broken = true;
        }

        http.Request.Form = new FormCollection(form._words);
        return form;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }

    private async Task ReadPartsAsync(HttpContext http, DataDirectory place)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            throw new InvalidDataException("The multipart boundary is missing or too long.");
        var reader = new MultipartReader(boundary, http.Request.Body);
        for (var count = 0; await reader.ReadNextSectionAsync(http.RequestAborted) is { } part; count++)
        {
            if (count >= MostFields) throw new InvalidDataException("The multipart form has too many parts.");
            if (part.GetContentDispositionHeader() is not { } disposition) continue;
            if (disposition.IsFileDisposition()) await TakeFileAsync(part, disposition, place, http.RequestAborted);
            else if (disposition.IsFormDisposition()) await TakeWordsAsync(part, disposition, http.RequestAborted);
        }
    }

    private async Task TakeWordsAsync(MultipartSection part, ContentDispositionHeaderValue disposition, CancellationToken cancellation)
    {
        using var reader = new StreamReader(part.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = ArrayPool<char>.Shared.Rent(LongestWords);
        try
        {
            // Longer text is cut here. It still exceeds the limit of every field, so validation reports it.
            var length = await reader.ReadBlockAsync(buffer.AsMemory(0, LongestWords), cancellation);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            _words[name] = StringValues.Concat(_words.GetValueOrDefault(name), new string(buffer, 0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task TakeFileAsync(
        MultipartSection part, ContentDispositionHeaderValue disposition, DataDirectory place, CancellationToken cancellation)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        // An oversized file does not count against the total, so the other files are still accepted.
        var used = _files.Where(f => !f.TooLarge).Sum(f => f.Size);
        var maxBytes = Math.Min(AttachmentStore.LongestFile, LongestTogether - used);
        var field = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
        var file = await SentFile.ReadAsync(part.Body, field, name, place, maxBytes, cancellation);
        // A file field without a chosen file is sent empty and without a name.
        if (file.Size == 0 && string.IsNullOrEmpty(name)) await file.DisposeAsync();
        else _files.Add(file);
        TooLarge |= file.TooLarge;
    }
}
