using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Http;

/// <summary>
/// An uploaded file before it is accepted. Its temporary file is deleted while open, so that nothing is left of it even if the process
/// crashes. A refused file is read to its end and dropped, because a browser shows the answer only after it has sent everything.
/// </summary>
public sealed class ReceivedFile : IAsyncDisposable
{
    private readonly UploadLimits _limits;
    private readonly string _address;
    private FileStream? _content;
    private long _reserved;

    private ReceivedFile(UploadLimits limits, string address, string field, string? name) =>
        (_limits, _address, Field, Name) = (limits, address, field, SafeFileName.Clean(name));

    public string Field { get; }

    public string? Name { get; }

    public long Size { get; private set; }

    /// <summary>The reason why the content was dropped; null if it was kept.</summary>
    public FileRefusal? Refusal { get; private set; }

    public bool TooLarge => Refusal is FileRefusal.TooLarge;

    /// <summary>The type detected from the content; null if unknown.</summary>
    public FileType? Type { get; private set; }

    public string Hash { get; private set; } = "";

    /// <summary>The code of the fault (last part of its text key); null if the file can be accepted.</summary>
    public string? FaultCode => Refusal switch
    {
        FileRefusal.TooLarge => "fileTooLarge",
        FileRefusal.DiskFull => "fileDiskFull",
        FileRefusal.TooManyAtOnce or FileRefusal.NotAllowed => "fileTooManyAtOnce",
        _ => Size == 0 ? "fileEmpty" : Type is null ? "fileUnknown" : null,
    };

    /// <summary>Reads the whole body. A body longer than <paramref name="maxBytes"/> bytes is refused.</summary>
    /// <param name="address">The key by which the uploads of one client are counted.</param>
    /// <param name="mayBring">False if the form may not bring files: the body is read and dropped.</param>
    public static async Task<ReceivedFile> ReadAsync(
        MultipartFile part, UploadLimits limits, string address, bool mayBring, long maxBytes, CancellationToken cancellation)
    {
        var file = new ReceivedFile(limits, address, part.Field, part.Name) { Refusal = mayBring ? null : FileRefusal.NotAllowed };
        try
        {
            await file.CopyAsync(part.Body, maxBytes, cancellation);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public Upload? ToUpload(int? seconds = null) =>
        Type is null || _content is null ? null : new(_content, Type, Name, Size, seconds);

    public async ValueTask DisposeAsync()
    {
        if (_content is not null) await _content.DisposeAsync();
        _limits.Release(_address, _reserved);
        (_content, _reserved) = (null, 0);
    }

    private async Task CopyAsync(Stream body, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            Size += read;
            if (Refusal is not null) continue;
            Refusal = Size > maxBytes ? FileRefusal.TooLarge : _limits.TryReserve(_address, read);
            if (Refusal is null) await WriteAsync(buffer.AsMemory(0, read), hash, cancellation);
            // A refused file gives its space back at once, not when the rest of it has arrived.
            if (Refusal is not null) await DisposeAsync();
        }

        if (_content is null) return;
        (Hash, Type) = (Convert.ToHexStringLower(hash.GetHashAndReset()), await DetectTypeAsync(_content, cancellation));
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> block, IncrementalHash hash, CancellationToken cancellation)
    {
        _reserved += block.Length;
        hash.AppendData(block.Span);
        try
        {
            _content ??= CreateUnnamedFile(_limits.Directory);
            await _content.WriteAsync(block, cancellation);
        }
        catch (IOException)
        {
            // Others fill the disk, too, between two measurements of its free space.
            Refusal = FileRefusal.DiskFull;
        }
    }

    private async Task<FileType?> DetectTypeAsync(FileStream content, CancellationToken cancellation)
    {
        content.Position = 0;
        var head = new byte[(int)Math.Min(Size, FileTypeDetector.HeaderBytes)];
        await content.ReadExactlyAsync(head, cancellation);
        return FileTypeDetector.Detect(head);
    }

    private static FileStream CreateUnnamedFile(DataDirectory dataDirectory)
    {
        DataDirectory.CreatePrivateFolder(dataDirectory.AttachmentsFolder);
        var path = Path.Combine(dataDirectory.AttachmentsFolder, $"{Guid.NewGuid():N}.part");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete,
            Options = FileOptions.Asynchronous, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var content = new FileStream(path, options);
        File.Delete(path);
        return content;
    }
}

/// <summary>A file section of a multipart form that is not read yet.</summary>
public sealed record MultipartFile(Stream Body, string Field, string? Name);
