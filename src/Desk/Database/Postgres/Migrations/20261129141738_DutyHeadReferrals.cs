using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DutyHeadReferrals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "head_referrals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    TicketId = table.Column<long>(type: "bigint", nullable: false),
                    Cause = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    ReferredAt = table.Column<long>(type: "bigint", nullable: false),
                    ReasonMessageId = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    InstructedBy = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: true),
                    InstructedAt = table.Column<long>(type: "bigint", nullable: true),
                    SlipId = table.Column<long>(type: "bigint", nullable: true),
                    OrderId = table.Column<long>(type: "bigint", nullable: true),
                    OverdueAt = table.Column<long>(type: "bigint", nullable: true),
                    NextCheckAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_head_referrals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_head_referrals_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_head_referrals_NextCheckAt",
                table: "head_referrals",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_head_referrals_State_DueAt",
                table: "head_referrals",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_head_referrals_TicketId",
                table: "head_referrals",
                column: "TicketId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "head_referrals");
        }
    }
}
