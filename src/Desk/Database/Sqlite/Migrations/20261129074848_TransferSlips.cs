using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TransferSlips : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SlipDepartments",
                table: "tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SlipDueAt",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "transfer_slips",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: false),
                    AskMessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    HandedOverAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HandedOverBy = table.Column<string>(type: "TEXT", maxLength: 280, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReturnReason = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    AnswerMessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    RequestedDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OverdueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextCheckAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transfer_slips", x => x.Id);
                    table.ForeignKey(
                        name: "FK_transfer_slips_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_tickets_SlipDueAt",
                table: "tickets",
                column: "SlipDueAt",
                filter: "\"SlipDueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_transfer_slips_Department_State_TicketId",
                table: "transfer_slips",
                columns: new[] { "Department", "State", "TicketId" });

            migrationBuilder.CreateIndex(
                name: "IX_transfer_slips_NextCheckAt",
                table: "transfer_slips",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_transfer_slips_TicketId_Ordinal",
                table: "transfer_slips",
                columns: new[] { "TicketId", "Ordinal" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "transfer_slips");

            migrationBuilder.DropIndex(
                name: "IX_tickets_SlipDueAt",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "SlipDepartments",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "SlipDueAt",
                table: "tickets");
        }
    }
}
